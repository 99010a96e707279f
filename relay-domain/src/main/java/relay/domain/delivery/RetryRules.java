package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancy;

/**
 * How patient the relay is with a mail: as its stream says where that says something, else as its
 * lane does. Asked anew whenever something is decided, so that a change holds for mail that waits,
 * too. Costs two look-ups in maps. Thread-safe.
 */
public final class RetryRules {
  private final Supplier<RetrySettings> settings;
  private final CurrentTenancy tenancy;

  public RetryRules(Supplier<RetrySettings> settings, CurrentTenancy tenancy) {
    this.settings = settings;
    this.tenancy = tenancy;
  }

  /** Of the lanes alone, for ever the same. */
  public static RetryRules of(RetrySettings settings) {
    return new RetryRules(() -> settings, () -> Tenancy.EMPTY);
  }

  /** What holds for all mail. */
  RetrySettings settings() {
    return settings.get();
  }

  /** What holds for the mail of this owner; that of a stream that is gone is like its lane's. */
  LaneRetry of(MailOwner owner, Lane lane) {
    LaneRetry usual = settings.get().of(lane);
    Optional<Stream> stream = tenancy.get().stream(owner.tenant(), owner.stream());
    return stream.isEmpty() ? usual : of(stream.get(), usual);
  }

  /** When the mail of this owner may leave; empty: at any time. */
  Optional<SendWindow> window(MailOwner owner) {
    return tenancy.get().windowOf(owner);
  }

  /**
   * How long mail for this address is kept for the servers of its domain; empty: like other mail.
   * Costs a field read while the relay is nobody's backup.
   */
  Optional<Duration> storedFor(EmailAddress recipient) {
    Tenancy now = tenancy.get();
    return now.hasBackups()
        ? recipient
            .domainName()
            .flatMap(now::inbound)
            .flatMap(InboundDomain::backup)
            .map(backup -> backup.storeFor().orElseGet(() -> settings.get().stored()))
        : Optional.empty();
  }

  /** Where delays and expiry of this owner's mail are set, the delays first. */
  List<Responsible> decidedBy(MailOwner owner, Lane lane) {
    Optional<Stream> own =
        tenancy.get().stream(owner.tenant(), owner.stream())
            .filter(stream -> stream.retry().isPresent());
    String prefix = "retry." + lane.label();
    return own.isPresent()
        ? List.of(Responsible.object(own.get().key()))
        : List.of(
            Responsible.setting(prefix + ".delays"), Responsible.setting(prefix + ".expire-after"));
  }

  private static LaneRetry of(Stream stream, LaneRetry usual) {
    if (stream.retry().isEmpty() && stream.inDoubt().isEmpty()) {
      return usual;
    }
    return new LaneRetry(
        stream.retry().isPresent() ? stream.retry().get().delays() : usual.delays(),
        stream.retry().isPresent() ? stream.retry().get().expireAfter() : usual.expireAfter(),
        usual.delayNoticeAfter(),
        stream.inDoubt().orElse(usual.inDoubt()),
        usual.reportsUnasked());
  }
}
