package relay.domain.brake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * Which mail a brake is about; all that is given must hold, nothing given is all mail.
 *
 * @param campaign name that senders gave; of whatever tenant where none is named beside it
 * @param provider id of who keeps the mailboxes of the recipient's domain; whoever compares asks
 *     for it last, for that may take a look at the DNS
 * @param source name of the egress source that it leaves from; which of them a mail may leave from
 *     is known where it is taken up
 * @param recipient address of a recipient of {@code mail}; of answers about mail in doubt alone
 * @param olderThan only mail that was accepted longer ago than this
 */
public record BrakeScope(
    Optional<String> tenant,
    Optional<String> stream,
    Optional<String> campaign,
    Optional<DomainPattern> senderDomain,
    Optional<DomainPattern> recipientDomain,
    Optional<String> provider,
    Optional<String> source,
    Optional<QueueId> mail,
    Optional<EmailAddress> recipient,
    Optional<Duration> olderThan) {

  /** All mail of the relay. */
  public static final BrakeScope EVERYTHING =
      only(Optional.empty(), Optional.empty(), Optional.empty());

  /** All mail of a tenant. */
  public static BrakeScope ofTenant(String tenant) {
    return only(Optional.of(tenant), Optional.empty(), Optional.empty());
  }

  /** All mail of a stream. */
  public static BrakeScope ofStream(String tenant, String stream) {
    return only(Optional.of(tenant), Optional.of(stream), Optional.empty());
  }

  /**
   * All mail of senders in a domain.
   *
   * @param pattern as a {@link DomainPattern}
   */
  public static BrakeScope ofSenderDomain(String pattern) {
    return only(Optional.empty(), Optional.empty(), Optional.of(new DomainPattern(pattern)));
  }

  private static BrakeScope only(
      Optional<String> tenant, Optional<String> stream, Optional<DomainPattern> senderDomain) {
    return new BrakeScope(
        tenant,
        stream,
        Optional.empty(),
        senderDomain,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  /** The conditions that nobody knows the answer to before a worker takes the mail up. */
  public List<String> knownLate() {
    List<String> late = new ArrayList<>(2);
    provider.ifPresent(p -> late.add("provider"));
    source.ifPresent(s -> late.add("egress_source"));
    return late;
  }

  /**
   * Whether a recipient of this domain of this mail is meant, whoever its provider is and wherever
   * it leaves from.
   */
  boolean matches(MailTraits traits, String recipient, Instant now) {
    return (mail.isEmpty() || mail.get().equals(traits.mail()))
        && (recipientDomain.isEmpty() || recipientDomain.get().matches(recipient))
        && (senderDomain.isEmpty() || senderDomain.get().matches(traits.senderDomain()))
        && (stream.isEmpty() || stream.get().equals(traits.stream()))
        && (campaign.isEmpty() || campaign.get().equals(traits.campaign()))
        && (tenant.isEmpty() || tenant.get().equals(traits.tenant()))
        && (olderThan.isEmpty() || traits.acceptedAt().isBefore(now.minus(olderThan.get())));
  }

  /**
   * Whether it is about mail to a destination as a whole: by its domain, or because it names no
   * sender, owner or mail at all. What is about some mail of a tenant says nothing of the servers
   * that this mail shares with others.
   */
  public boolean isAboutDestination(String domain) {
    return recipientDomain.isPresent()
        ? recipientDomain.get().matches(domain)
        : tenant.isEmpty()
            && stream.isEmpty()
            && campaign.isEmpty()
            && senderDomain.isEmpty()
            && provider.isEmpty()
            && source.isEmpty()
            && mail.isEmpty();
  }

  /** For people and logs: {@code recipient-domain gmail.com, older than 2 h}. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    tenant.ifPresent(t -> out.append(", tenant ").append(t));
    stream.ifPresent(s -> out.append(", stream ").append(s));
    campaign.ifPresent(c -> out.append(", campaign ").append(c));
    senderDomain.ifPresent(d -> out.append(", sender domain ").append(d));
    recipientDomain.ifPresent(d -> out.append(", recipient domain ").append(d));
    provider.ifPresent(p -> out.append(", provider ").append(p));
    source.ifPresent(s -> out.append(", egress source ").append(s));
    mail.ifPresent(m -> out.append(", mail ").append(m));
    recipient.ifPresent(r -> out.append(", recipient ").append(r));
    olderThan.ifPresent(d -> out.append(", older than ").append(d.toSeconds()).append(" s"));
    return out.isEmpty() ? "all mail" : out.substring(2);
  }
}
