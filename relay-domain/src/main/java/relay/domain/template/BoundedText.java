package relay.domain.template;

import java.io.Writer;

/** Takes what a rendering writes, up to a bound. One thread. */
final class BoundedText extends Writer {
  private final StringBuilder text = new StringBuilder(1024);
  private final int charsMax;

  BoundedText(int charsMax) {
    this.charsMax = charsMax;
  }

  @Override
  public void write(char[] chars, int from, int length) {
    check(length);
    text.append(chars, from, length);
  }

  @Override
  public void write(String more) {
    check(more.length());
    text.append(more);
  }

  @Override
  public void write(String more, int from, int length) {
    check(length);
    text.append(more, from, from + length);
  }

  private void check(int more) {
    if (more > charsMax - text.length()) {
      throw new Steps.TooMuch(
          "it becomes longer than " + charsMax + " characters (template.output-max)");
    }
  }

  @Override
  public void flush() {
    // it is all here already
  }

  @Override
  public void close() {
    // nothing is held open
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
