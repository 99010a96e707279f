package relay.domain.tenancy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;

/**
 * A domain whose mail the relay takes from anybody.
 *
 * @param tenant whose it is; empty text: the platform's, for all tenants that have none
 * @param feedback whether it has the addresses that bounces, complaints, unsubscriptions and
 *     reports come to
 * @param contact who gets mail for postmaster and abuse (RFC 2142); empty: it is other mail
 * @param otherMail what becomes of all other mail
 * @param forwardTo with {@link OtherMail#FORWARD}
 * @param queue with {@link OtherMail#QUEUE}
 * @param backup with {@link OtherMail#RELAY}: present when its mail is kept while the domain's own
 *     servers are away
 */
public record InboundDomain(
    String tenant,
    DomainName name,
    long version,
    boolean feedback,
    Optional<EmailAddress> contact,
    OtherMail otherMail,
    Optional<EmailAddress> forwardTo,
    Optional<String> queue,
    Optional<Backup> backup)
    implements ControlObject {
  static final String KIND = "inbound-domain";
  private static final int TOKEN_CHARS_MIN = 26;
  private static final int TOKEN_CHARS_MAX = 32;
  private static final InboundPlace RELAYED = new InboundPlace.Relayed();

  /**
   * That the relay is a backup mail exchanger.
   *
   * @param storeFor how long mail is kept; empty: as the setting says
   */
  public record Backup(Optional<Duration> storeFor) {}

  public InboundDomain {
    if (backup.isPresent() && otherMail != OtherMail.RELAY) {
      throw new IllegalArgumentException("mail that is kept for a domain must go on to it");
    }
    if (otherMail == OtherMail.FORWARD && forwardTo.isEmpty()
        || otherMail == OtherMail.QUEUE && queue.isEmpty()) {
      throw new IllegalArgumentException("mail that goes elsewhere needs a place to go to");
    }
  }

  /** Whose mail goes on by the routes of the domain, all of it. */
  public InboundDomain(String tenant, DomainName name, long version) {
    this(
        tenant,
        name,
        version,
        false,
        Optional.empty(),
        OtherMail.RELAY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static ControlKey key(String tenant, DomainName name) {
    return new ControlKey(KIND, tenant, name.ascii());
  }

  @Override
  public ControlKey key() {
    return key(tenant, name);
  }

  @Override
  public InboundDomain withVersion(long other) {
    return new InboundDomain(
        tenant, name, other, feedback, contact, otherMail, forwardTo, queue, backup);
  }

  /** Whose mail it gets: what belongs to the platform is mail of the tenant of the settings. */
  public String mailTenant() {
    return tenant.isEmpty() ? MailOwner.DEFAULT_TENANT : tenant;
  }

  /** Whether some of its mail goes another way than by the routes of the domain. */
  public boolean isSorted() {
    return feedback || contact.isPresent() || otherMail != OtherMail.RELAY;
  }

  /** Where mail for this local part goes. */
  public InboundPlace place(String localPart) {
    String local = localPart.toLowerCase(Locale.ROOT);
    if (feedback) {
      Optional<InboundPlace> ours = feedbackPlace(local);
      if (ours.isPresent()) {
        return ours.get();
      }
    }
    if (contact.isPresent() && isRole(local)) {
      return new InboundPlace.Forwarded(contact.get());
    }
    return switch (otherMail) {
      case RELAY -> RELAYED;
      case FORWARD -> new InboundPlace.Forwarded(forwardTo.orElseThrow());
      case QUEUE -> new InboundPlace.Queued(queue.orElseThrow());
      case REFUSE -> new InboundPlace.Refused();
    };
  }

  /** Those that RFC 2142 wants at every domain, and RFC 5321 4.5.1 at least the first. */
  static boolean isRole(String localPart) {
    return localPart.equalsIgnoreCase("postmaster") || localPart.equalsIgnoreCase("abuse");
  }

  private static Optional<InboundPlace> feedbackPlace(String local) {
    if (local.startsWith("b-") && isTokenLike(local.substring(2))) {
      return place(FeedbackAddress.BOUNCE, local.substring(2));
    }
    if (local.startsWith("u-") && isTokenLike(local.substring(2))) {
      return place(FeedbackAddress.UNSUBSCRIBE, local.substring(2));
    }
    return switch (local) {
      case "fbl" -> place(FeedbackAddress.COMPLAINT, "");
      case "unsubscribe" -> place(FeedbackAddress.UNSUBSCRIBE, "");
      case "dmarc" -> place(FeedbackAddress.DMARC_REPORT, "");
      case "tlsrpt" -> place(FeedbackAddress.TLS_REPORT, "");
      default -> Optional.empty();
    };
  }

  private static Optional<InboundPlace> place(FeedbackAddress address, String token) {
    return Optional.of(new InboundPlace.Feedback(address, token));
  }

  /** By its form alone: who has no key cannot tell more, and whoever reads the mail checks it. */
  private static boolean isTokenLike(String text) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '2' && c <= '7';
      if ((c < 'a' || c > 'z') && (c < '2' || c > '7')) {
        return false;
      }
    }
    return digit && text.length() >= TOKEN_CHARS_MIN && text.length() <= TOKEN_CHARS_MAX;
  }
}
