package io.github.twinstream.text;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Names of countries, languages, currencies, months and days of the week in 24 languages, from the
 * Java platform's copy of Unicode's CLDR: translations that every JDK has. The {@link Distillation}
 * learns from them how translations differ. Another JDK release may have other names.
 */
final class ParallelNames {
  private static final List<Locale> LANGUAGES =
      List.of(
              "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu",
              "ro", "tr", "el", "ru", "uk", "ja", "zh", "ko", "ar", "he")
          .stream()
          .map(Locale::forLanguageTag)
          .toList();

  private ParallelNames() {}

  /** One row a thing, one name a language, always in the same order. */
  static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (String country : Locale.getISOCountries()) {
      Locale locale = new Locale.Builder().setRegion(country).build();
      rows.add(row(locale::getDisplayCountry));
    }
    for (String language : Locale.getISOLanguages()) {
      Locale locale = Locale.forLanguageTag(language);
      rows.add(row(locale::getDisplayLanguage));
    }
    Currency.getAvailableCurrencies().stream()
        .sorted(Comparator.comparing(Currency::getCurrencyCode))
        .forEach(currency -> rows.add(row(currency::getDisplayName)));
    for (Month month : Month.values()) {
      rows.add(row(language -> month.getDisplayName(TextStyle.FULL_STANDALONE, language)));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      rows.add(row(language -> day.getDisplayName(TextStyle.FULL_STANDALONE, language)));
    }
    return rows;
  }

  private static List<String> row(Function<Locale, String> name) {
    return LANGUAGES.stream().map(name).toList();
  }
}
