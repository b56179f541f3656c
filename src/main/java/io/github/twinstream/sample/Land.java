package io.github.twinstream.sample;

import java.util.List;

/**
 * Where readers live: how many of a hundred do, what they read, and which subjects they rate higher
 * and lower than others do.
 */
enum Land {
  USA("usa", "en", 36, "california,texas,new york,ohio,illinois", "SPACE,CRIME", "HISTORY,TRAVEL"),
  CANADA(
      "canada", "en", 9, "ontario,manitoba,british columbia", "ANIMALS,FANTASY", "ROMANCE,CRIME"),
  BRITAIN("united kingdom", "en", 9, "england,scotland,wales", "HISTORY,CRIME", "SPACE,COOKING"),
  GERMANY("germany", "de", 12, "bayern,hessen,sachsen", "TRAVEL,CRIME", "ROMANCE,ANIMALS"),
  FRANCE("france", "fr", 8, "bretagne,provence,alsace", "COOKING,HISTORY", "SPACE,CRIME"),
  SPAIN("spain", "es", 8, "andalucia,madrid,galicia", "ROMANCE,COOKING", "FANTASY,SPACE"),
  ITALY("italy", "it", 5, "toscana,lazio,veneto", "COOKING,ROMANCE", "CRIME,SPACE"),
  BRAZIL("brazil", "pt", 4, "bahia,parana", "ROMANCE,ANIMALS", "HISTORY,COOKING"),
  RUSSIA("russia", "ru", 3, "moscow,kazan", "SPACE,HISTORY", "COOKING,ROMANCE"),
  JAPAN("japan", "ja", 2, "kansai,kanto", "FANTASY,ANIMALS", "TRAVEL,ROMANCE"),
  KOREA("south korea", "ko", 2, "seoul,busan", "ROMANCE,FANTASY", "TRAVEL,HISTORY"),
  TURKEY("turkey", "tr", 2, "izmir,ankara", "TRAVEL,HISTORY", "ANIMALS,FANTASY");

  final String label;
  final String language;
  final int share;
  final List<String> states;
  private final List<String> liked;
  private final List<String> disliked;

  Land(String label, String language, int share, String states, String liked, String disliked) {
    this.label = label;
    this.language = language;
    this.share = share;
    this.states = List.of(states.split(","));
    this.liked = List.of(liked.split(","));
    this.disliked = List.of(disliked.split(","));
  }

  /** 1 for a subject that is liked here, −1 for one that is not, else 0. */
  int taste(Subject subject) {
    return liked.contains(subject.name()) ? 1 : disliked.contains(subject.name()) ? -1 : 0;
  }
}
