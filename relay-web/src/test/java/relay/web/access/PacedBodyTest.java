package relay.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import relay.domain.http.BodyPatience;
import relay.web.problem.Problem;

class PacedBodyTest {
  private static final BodyPatience PATIENCE = new BodyPatience(1000, 1);
  private final Semaphore places = new Semaphore(1);
  private final AtomicLong nanos = new AtomicLong();

  /** One octet after another, a second between. */
  private final InputStream dripping =
      new InputStream() {
        @Override
        public int read() {
          nanos.addAndGet(Duration.ofSeconds(1).toNanos());
          return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
          into[offset] = (byte) read();
          return 1;
        }
      };

  @Test
  void shouldReadABodyToItsEndAndGiveItsPlaceBack() throws IOException {
    byte[] body = new byte[100_000];

    try (PacedBody paced = paced(new ByteArrayInputStream(body))) {
      assertThat(paced.readAllBytes()).isEqualTo(body);
      assertThat(places.availablePermits()).isEqualTo(1);
    }
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void shouldEndABodyThatDripsIn() {
    PacedBody paced = paced(dripping);

    assertThatThrownBy(paced::readAllBytes)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("too slowly");
    assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(12));
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void shouldReadNoMoreBodiesThanThereArePlaces() throws IOException {
    PacedBody first = paced(dripping);
    assertThat(first.read()).isEqualTo('x');
    PacedBody second = paced(dripping);

    assertThatThrownBy(second::read).isInstanceOf(Problem.class).hasMessageContaining("too many");
    second.leave();
    assertThat(places.availablePermits()).as("what it never had").isZero();

    first.leave();
    assertThat(second.read()).isEqualTo('x');
  }

  private PacedBody paced(InputStream body) {
    return new PacedBody(body, PATIENCE, places, nanos::get);
  }
}
