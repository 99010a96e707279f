package relay.ejb.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import relay.domain.guard.GuardSettings;
import relay.domain.queue.QueueGauge;
import relay.domain.smtp.SmtpReply;

/**
 * Says whether new mail can be taken, and if not, why. Measures at most once a second, so that it
 * can be asked for every mail. Thread-safe.
 */
public final class ResourceGuard {
  private static final long AGE_NANOS_MAX = Duration.ofSeconds(1).toNanos();
  private final GuardSettings settings;
  private final LongSupplier freeDisk;
  private final HeapUse heap = new HeapUse();
  private final BooleanSupplier journalHealthy;
  private final QueueGauge broker;
  private volatile Finding latest;

  private record Finding(long atNanos, Optional<SmtpReply> refusal) {}

  /**
   * @param freeDisk octets; see {@link #freeAt}
   */
  public ResourceGuard(
      GuardSettings settings,
      LongSupplier freeDisk,
      BooleanSupplier journalHealthy,
      QueueGauge broker) {
    this.settings = settings;
    this.freeDisk = freeDisk;
    this.journalHealthy = journalHealthy;
    this.broker = broker;
  }

  /** The usable octets on the disk of a folder; none when it cannot be asked. */
  public static LongSupplier freeAt(Path folder) {
    return () -> {
      try {
        return Files.getFileStore(folder).getUsableSpace();
      } catch (IOException e) {
        return 0;
      }
    };
  }

  /** The reply to any new mail while something is short; empty when all is well. */
  public Optional<SmtpReply> refusal() {
    Finding finding = latest;
    long now = System.nanoTime();
    if (finding == null || now - finding.atNanos() > AGE_NANOS_MAX) {
      finding = new Finding(now, measure());
      latest = finding;
    }
    return finding.refusal();
  }

  private Optional<SmtpReply> measure() {
    if (freeDisk.getAsLong() < settings.diskReserve()) {
      return refused(452, "Not enough disk space for new mail now; try again later");
    }
    if (heap.percent() > settings.heapPercentMax()) {
      return refused(452, "Not enough memory for new mail now; try again later");
    }
    if (!journalHealthy.getAsBoolean()) {
      return refused(451, "The journal cannot be written now; try again later");
    }
    if (broker.isFull()) {
      return refused(452, "The queues are full now; try again later");
    }
    return Optional.empty();
  }

  private static Optional<SmtpReply> refused(int code, String text) {
    return Optional.of(SmtpReply.local(code, "4.3.1", text));
  }
}
