package relay.ejb.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.GuardSettings;
import relay.domain.guard.Strain;
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

  private final Duration slowWait;
  private final AcceptanceCount count;

  private record Finding(long atNanos, Optional<SmtpReply> refusal, Strain strain) {}

  /**
   * @param freeDisk octets; see {@link #freeAt}
   * @param slowWait the longest time for which a submission is held
   */
  public ResourceGuard(
      GuardSettings settings,
      LongSupplier freeDisk,
      BooleanSupplier journalHealthy,
      QueueGauge broker,
      Duration slowWait,
      AcceptanceCount count) {
    this.slowWait = slowWait;
    this.count = count;
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
    return finding().refusal();
  }

  /** The same to a mail that is there to be taken; it is counted. */
  public Optional<SmtpReply> refuse() {
    Finding finding = finding();
    if (finding.refusal().isPresent() && finding.strain().refuses(false)) {
      count.refuse(finding.strain().by());
    }
    return finding.refusal();
  }

  /** How near we are to refusing all new mail. */
  public Strain strain() {
    return finding().strain();
  }

  /**
   * Holds a submission for a moment where something is getting short. False when it is to be
   * refused for now: too many are held, or it is of a stream that brings more than its part.
   */
  public boolean admit(boolean greedy) {
    Strain strain = finding().strain();
    if (strain.isNone()) {
      return true;
    }
    if (strain.refuses(greedy) || !count.hold(strain.by())) {
      count.refuse(strain.by());
      return false;
    }
    try {
      long end = System.nanoTime() + strain.delay(greedy, slowWait).toNanos();
      for (long left = end - System.nanoTime();
          left > 0 && !Thread.currentThread().isInterrupted();
          left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return true;
    } finally {
      count.letGo();
    }
  }

  private Finding finding() {
    Finding finding = latest;
    long now = System.nanoTime();
    if (finding == null || now - finding.atNanos() > AGE_NANOS_MAX) {
      long free = freeDisk.getAsLong();
      int heapPercent = heap.percent();
      finding =
          new Finding(now, measure(free, heapPercent), Strain.of(free, heapPercent, settings));
      latest = finding;
    }
    return finding;
  }

  private Optional<SmtpReply> measure(long free, int heapPercent) {
    if (free < settings.diskReserve()) {
      return refused(452, "Not enough disk space for new mail now; try again later");
    }
    if (heapPercent > settings.heapPercentMax()) {
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
