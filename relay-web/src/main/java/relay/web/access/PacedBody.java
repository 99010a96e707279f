package relay.web.access;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import relay.domain.http.BodyPatience;
import relay.web.problem.Problem;

/**
 * A request body that is read only while it comes fast enough, and only when a place is free. The
 * place is taken with the first octet and given back at the end, or by {@link #leave}. One thread.
 */
final class PacedBody extends FilterInputStream {
  private static final long RETRY_SECONDS = 5;
  private final BodyPatience patience;
  private final Semaphore places;
  private final LongSupplier nanoTime;
  private final long begun;
  private long octets;
  private boolean hasPlace;

  PacedBody(InputStream body, BodyPatience patience, Semaphore places, LongSupplier nanoTime) {
    super(body);
    this.patience = patience;
    this.places = places;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    enter();
    int read = super.read(into, offset, length);
    if (read < 0) {
      leave();
      return read;
    }
    octets += read;
    if (patience.isOver(octets, Duration.ofNanos(nanoTime.getAsLong() - begun))) {
      leave();
      throw Problem.of(408, "the body comes too slowly (http.body-rate-min)");
    }
    return read;
  }

  private void enter() {
    if (!hasPlace && !places.tryAcquire()) {
      throw Problem.later(
          "too many requests are being read (http.stranger-bodies-max)", RETRY_SECONDS);
    }
    hasPlace = true;
  }

  /** Nothing more is read. */
  void leave() {
    if (hasPlace) {
      hasPlace = false;
      places.release();
    }
  }

  @Override
  public void close() throws IOException {
    leave();
    super.close();
  }
}
