package relay.domain.smtp;

/** What became of reading a command: its value, or the reply that refuses it. */
public sealed interface Parsed<T> {
  record Value<T>(T value) implements Parsed<T> {}

  record Rejected<T>(SmtpReply reply) implements Parsed<T> {}

  static <T> Parsed<T> value(T value) {
    return new Value<>(value);
  }

  static <T> Parsed<T> rejected(int code, String status, String text) {
    return new Rejected<>(SmtpReply.local(code, status, text));
  }
}
