package relay.domain.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailBuilder;

/** Brakes that read like orders: {@code aBrake(HOLD).recipientDomain("gmail.com").build()}. */
public final class SomeBrakes {
  public static final Instant NOON = MailBuilder.NOON;
  private final BrakeKind kind;
  private String id;
  private Optional<DomainPattern> senderDomain = Optional.empty();
  private Optional<DomainPattern> recipientDomain = Optional.empty();
  private Optional<QueueId> mail = Optional.empty();
  private Optional<Duration> olderThan = Optional.empty();
  private Optional<String> tenant = Optional.empty();
  private Optional<String> stream = Optional.empty();
  private Optional<String> campaign = Optional.empty();
  private Optional<String> route = Optional.empty();
  private Optional<EmailAddress> recipient = Optional.empty();
  private Instant createdAt = NOON.minusSeconds(60);
  private Optional<String> provider = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<Integer> perMinute;
  private Instant until = NOON.plusSeconds(3_600);

  private SomeBrakes(BrakeKind kind) {
    this.kind = kind;
    this.id = kind.label() + "-1";
    this.perMinute = kind == BrakeKind.SLOW ? Optional.of(60) : Optional.empty();
  }

  public static SomeBrakes aBrake(BrakeKind kind) {
    return new SomeBrakes(kind);
  }

  public SomeBrakes id(String value) {
    id = value;
    return this;
  }

  public SomeBrakes tenant(String value) {
    tenant = Optional.of(value);
    return this;
  }

  public SomeBrakes stream(String value) {
    stream = Optional.of(value);
    return this;
  }

  public SomeBrakes campaign(String value) {
    campaign = Optional.of(value);
    return this;
  }

  public SomeBrakes senderDomain(String value) {
    senderDomain = Optional.of(new DomainPattern(value));
    return this;
  }

  public SomeBrakes recipientDomain(String value) {
    recipientDomain = Optional.of(new DomainPattern(value));
    return this;
  }

  public SomeBrakes mail(QueueId value) {
    mail = Optional.of(value);
    return this;
  }

  public SomeBrakes recipient(String value) {
    recipient = Optional.of(EmailAddress.parse(value));
    return this;
  }

  public SomeBrakes createdAt(Instant value) {
    createdAt = value;
    return this;
  }

  public SomeBrakes olderThan(Duration value) {
    olderThan = Optional.of(value);
    return this;
  }

  public SomeBrakes route(String value) {
    route = Optional.of(value);
    return this;
  }

  public SomeBrakes provider(String value) {
    provider = Optional.of(value);
    return this;
  }

  public SomeBrakes source(String value) {
    source = Optional.of(value);
    return this;
  }

  public SomeBrakes perMinute(int value) {
    perMinute = Optional.of(value);
    return this;
  }

  public SomeBrakes until(Instant value) {
    until = value;
    return this;
  }

  public Brake build() {
    return new Brake(
        id,
        0,
        kind,
        new BrakeScope(
            tenant,
            stream,
            campaign,
            senderDomain,
            recipientDomain,
            provider,
            source,
            mail,
            recipient,
            olderThan),
        "complaints are being looked into",
        "ann",
        createdAt,
        until,
        route,
        perMinute,
        Optional.empty());
  }
}
