package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.HttpSettings;
import relay.web.problem.Problem;

/**
 * Reads request bodies within two bounds: the size of one, and the memory of all at a time, so that
 * many large mails at once are told to come later instead of filling the heap. Thread-safe.
 */
@ApplicationScoped
public class BodyReader {
  private static final int CHUNK_OCTETS = 64 << 10;
  private static final int DRAINED_OCTETS_MAX = 16 << 20;
  private static final long RETRY_SECONDS = 5;
  private long bodyMax;
  private Semaphore chunks;

  /** For the container, which makes a proxy. */
  protected BodyReader() {}

  @Inject
  BodyReader(RelayConfiguration configuration) {
    this(configuration.http());
  }

  /** Within these bounds. */
  public BodyReader(HttpSettings settings) {
    bodyMax = settings.bodyMax();
    chunks = new Semaphore((int) (settings.bodiesMax() / CHUNK_OCTETS));
  }

  /** What is done with a body while its memory counts. */
  public interface Work<T> {
    T with(byte[] body);
  }

  /** Reads the body and does the work; refuses with 413 or 503. */
  public <T> T read(InputStream in, Work<T> work) {
    int taken = 0;
    try {
      var out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK_OCTETS];
      for (int n = in.readNBytes(chunk, 0, chunk.length); n > 0; ) {
        if (out.size() + n > bodyMax) {
          throw Problem.of(413, "the body is larger than " + bodyMax + " octets (http.body-max)");
        }
        if (!chunks.tryAcquire()) {
          throw Problem.later("too many large mails are being handed in", RETRY_SECONDS);
        }
        taken++;
        out.write(chunk, 0, n);
        n = in.readNBytes(chunk, 0, chunk.length);
      }
      return work.with(out.toByteArray());
    } catch (Problem refused) {
      drain(in);
      throw refused;
    } catch (IOException e) {
      throw Problem.of(400, "the body could not be read to its end");
    } finally {
      chunks.release(taken);
    }
  }

  /** A client that is still sending does not read the answer; up to a bound, let it finish. */
  private static void drain(InputStream in) {
    byte[] chunk = new byte[CHUNK_OCTETS];
    try {
      for (int octets = 0; octets < DRAINED_OCTETS_MAX; octets += chunk.length) {
        if (in.readNBytes(chunk, 0, chunk.length) < chunk.length) {
          return;
        }
      }
    } catch (IOException e) {
      return; // the client is gone: so is the one who would read the answer
    }
  }
}
