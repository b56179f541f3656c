package io.github.twinstream.progress;

/**
 * One report of a running task.
 *
 * @param task which task; no two have the same number
 * @param name what is being done
 * @param done units done so far
 * @param total units in all; 0 or less when unknown
 * @param detail words to show behind the bar; may be empty
 * @param seconds time since the task began
 * @param last whether the task has ended with this report
 */
public record ProgressEvent(
    long task, String name, long done, long total, String detail, double seconds, boolean last) {

  /** The share done, from 0 to 1; NaN when the total is unknown. */
  public double share() {
    return total > 0 ? Math.min(1, (double) done / total) : Double.NaN;
  }

  /** The seconds left at the present rate; NaN when that cannot be said. */
  public double secondsLeft() {
    return total > 0 && done > 0 ? seconds * (total - done) / done : Double.NaN;
  }
}
