package io.github.twinstream.split;

import io.github.twinstream.error.Messages;

/** Who is tested. */
sealed interface Who {
  /** The column whose values are groups; {@code null} if there is none. */
  String groupColumn();

  /** The column that orders rows in time; {@code null} if there is none. */
  String timeColumn();

  record ByGroup(String groupColumn) implements Who {
    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "byGroup(" + Messages.quote(groupColumn) + ")";
    }
  }

  record ByRow() implements Who {
    @Override
    public String groupColumn() {
      return null;
    }

    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "byRow()";
    }
  }

  record ByTime(String timeColumn) implements Who {
    @Override
    public String groupColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "byTime(" + Messages.quote(timeColumn) + ")";
    }
  }

  record LeaveLastOut(String groupColumn, String timeColumn) implements Who {
    @Override
    public String toString() {
      return "leaveLastOut("
          + Messages.quote(groupColumn)
          + ", "
          + Messages.quote(timeColumn)
          + ")";
    }
  }

  record ByColumn(String column, String groupColumn) implements Who {
    @Override
    public String timeColumn() {
      return null;
    }

    @Override
    public String toString() {
      return "byColumn(" + Messages.quote(column) + ")";
    }
  }
}
