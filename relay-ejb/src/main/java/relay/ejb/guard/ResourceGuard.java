package relay.ejb.guard;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.GuardSettings;
import relay.domain.guard.Shortage;
import relay.domain.guard.Strain;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueueGauge;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Claim;
import relay.domain.traffic.StrainShares;

/**
 * Says whether new mail can be taken, and if not, why. Measures at most once a second, so that it
 * can be asked for every mail. Thread-safe.
 */
public final class ResourceGuard {
  private static final Logger LOG = System.getLogger(ResourceGuard.class.getName());
  private static final long AGE_NANOS_MAX = Duration.ofSeconds(1).toNanos();
  private static final long TOLD_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
  private final GuardSettings settings;
  private final LongSupplier freeDisk;
  private final HeapUse heap;
  private final StrainShares shares;
  private final BooleanSupplier journalHealthy;
  private final QueueGauge broker;
  private volatile Finding latest;
  private boolean isTold;
  private long toldAt;

  private final Duration slowWait;
  private final AcceptanceCount count;

  /** Why all new mail is refused. */
  private record Refusal(Shortage by, SmtpReply reply) {}

  private record Finding(long atNanos, Optional<Refusal> refusal, Strain strain) {}

  /**
   * @param shares who brought how much while something was short
   * @param freeDisk octets; see {@link #freeAt}
   * @param slowWait the longest time for which a submission is held
   */
  public ResourceGuard(
      GuardSettings settings,
      StrainShares shares,
      LongSupplier freeDisk,
      BooleanSupplier journalHealthy,
      QueueGauge broker,
      Duration slowWait,
      AcceptanceCount count) {
    this(
        settings,
        shares,
        freeDisk,
        HeapUse.ofThisProcess(),
        journalHealthy,
        broker,
        slowWait,
        count);
  }

  ResourceGuard(
      GuardSettings settings,
      StrainShares shares,
      LongSupplier freeDisk,
      HeapUse heap,
      BooleanSupplier journalHealthy,
      QueueGauge broker,
      Duration slowWait,
      AcceptanceCount count) {
    this.shares = shares;
    this.heap = heap;
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
    return finding().refusal().map(Refusal::reply);
  }

  /** The same to a mail that is there to be taken; it is counted. */
  public Optional<SmtpReply> refuse() {
    Optional<Refusal> refusal = finding().refusal();
    refusal.ifPresent(found -> count.refuse(found.by()));
    return refusal.map(Refusal::reply);
  }

  /** How near we are to refusing all new mail. */
  public Strain strain() {
    return finding().strain();
  }

  /**
   * Holds a submission for a moment where something is getting short. False when it is to be
   * refused for now: too many are held, or it is of a stream that brings more than its part.
   */
  public boolean admit(MailOwner owner) {
    Strain strain = finding().strain();
    if (strain.isNone()) {
      shares.forget();
      return true;
    }
    Claim claim = shares.claim(owner);
    if (strain.refuses(claim) || !hold(strain.by(), strain.delay(claim, slowWait))) {
      count.refuse(strain.by());
      return false;
    }
    shares.came(owner);
    return true;
  }

  private boolean hold(Shortage by, Duration time) {
    if (time.isZero()) {
      return true;
    }
    if (!count.hold(by)) {
      return false;
    }
    try {
      long end = System.nanoTime() + time.toNanos();
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
      int mark = Math.min(settings.heapPercentSlow(), settings.heapPercentMax());
      int heapPercent = heap.percent(mark, settings.heapLookAgain());
      var found =
          new Finding(now, measure(free, heapPercent), Strain.of(free, heapPercent, settings));
      latest = found;
      tell(found);
      return found;
    }
    return finding;
  }

  /** The log has when new mail begins and ceases to be refused, and why; not each time. */
  private synchronized void tell(Finding now) {
    if (now.refusal().isEmpty()) {
      if (isTold) {
        isTold = false;
        LOG.log(Logger.Level.INFO, "new mail is taken again");
      }
    } else if (!isTold && (toldAt == 0 || now.atNanos() - toldAt > TOLD_AGAIN_NANOS)) {
      isTold = true;
      toldAt = now.atNanos();
      LOG.log(
          Logger.Level.WARNING,
          "new mail is refused from now on: {0}",
          now.refusal().get().reply());
    }
  }

  private Optional<Refusal> measure(long free, int heapPercent) {
    if (free < settings.diskReserve()) {
      return refused(Shortage.DISK, 452, "Not enough disk space for new mail now; try again later");
    }
    if (heapPercent > settings.heapPercentMax()) {
      return refused(Shortage.MEMORY, 452, "Not enough memory for new mail now; try again later");
    }
    if (!journalHealthy.getAsBoolean()) {
      return refused(Shortage.JOURNAL, 451, "The journal cannot be written now; try again later");
    }
    if (broker.isFull()) {
      return refused(Shortage.BROKER, 452, "The queues are full now; try again later");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refused(Shortage by, int code, String text) {
    return Optional.of(new Refusal(by, SmtpReply.local(code, "4.3.1", text)));
  }
}
