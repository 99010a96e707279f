package relay.endtoend;

import java.io.IOException;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A next hop that knows numbered recipients ({@code u17@...}) and counts who got his mail, and how
 * often; while it is away it puts these off. Thread-safe.
 */
final class BacklogSink implements AutoCloseable {
  private static final Pattern NUMBERED = Pattern.compile("RCPT TO:<u(\\d+)@.*");

  private final SpeedSink sink;
  private final BitSet arrived = new BitSet();
  private int again;
  private int putOff;
  private boolean isAway;

  BacklogSink(int port) throws IOException {
    sink = new SpeedSink(port, 0, this::reply, this::took);
  }

  synchronized void away(boolean away) {
    isAway = away;
  }

  /** How many different recipients got their mail. */
  synchronized int arrived() {
    return arrived.cardinality();
  }

  /** How many mails came that had come before. */
  synchronized int again() {
    return again;
  }

  synchronized int putOff() {
    return putOff;
  }

  private synchronized String reply(String rcpt) {
    boolean refuses = isAway && NUMBERED.matcher(rcpt).matches();
    putOff += refuses ? 1 : 0;
    return refuses ? "451 4.3.2 away" : "250 ok";
  }

  private synchronized void took(String rcpt) {
    Matcher numbered = NUMBERED.matcher(rcpt);
    if (!numbered.matches()) {
      return;
    }
    int number = Integer.parseInt(numbered.group(1));
    again += arrived.get(number) ? 1 : 0;
    arrived.set(number);
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
