package relay.domain.routing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;

/**
 * Which mail takes a route by rule. Of each condition one value must hold, and of all conditions
 * that are set all must; without any condition no mail does, unless everything is meant. Immutable.
 *
 * @param everything every mail for every recipient
 * @param recipients addresses, folded
 * @param providers ids of providers, as {@code relay diagnose provider} tells them
 * @param senders addresses of the envelope, folded
 * @param streams a name, or tenant, slash and name
 * @param sizeMin octets; 0: any
 * @param sizeMax octets; 0: any
 */
record RouteMatch(
    boolean everything,
    Set<String> recipients,
    DomainSet recipientDomains,
    Set<String> providers,
    Set<String> senders,
    DomainSet senderDomains,
    Set<String> tenants,
    Set<String> streams,
    List<HeaderMatch> headers,
    long sizeMin,
    long sizeMax,
    Set<Lane> lanes) {
  RouteMatch {
    recipients = Set.copyOf(recipients);
    providers = Set.copyOf(providers);
    senders = Set.copyOf(senders);
    tenants = Set.copyOf(tenants);
    streams = Set.copyOf(streams);
    headers = List.copyOf(headers);
    lanes = Set.copyOf(lanes);
  }

  /** The form in which addresses are compared. */
  static String folded(EmailAddress address) {
    return address.localPart().toLowerCase(Locale.ROOT) + "@" + MailFacts.domainOf(address);
  }

  /** Whether any mail takes the route by rule; if not, it is there for those who name it. */
  boolean isRule() {
    return everything || asksForMail() || asksForRecipient();
  }

  /** Whether the header of the mail must be read. */
  boolean asksForHeader() {
    return !headers.isEmpty();
  }

  private boolean asksForMail() {
    return !(senders.isEmpty()
        && senderDomains.isEmpty()
        && tenants.isEmpty()
        && streams.isEmpty()
        && headers.isEmpty()
        && sizeMin == 0
        && sizeMax == 0
        && lanes.isEmpty());
  }

  private boolean asksForRecipient() {
    return !(recipients.isEmpty() && recipientDomains.isEmpty() && providers.isEmpty());
  }

  /** Whether all conditions hold that are not about recipients. The costly ones come last. */
  boolean holdsForMail(MailFacts mail) {
    return (lanes.isEmpty() || lanes.contains(mail.lane()))
        && (tenants.isEmpty() || tenants.contains(mail.owner().tenant()))
        && (streams.isEmpty() || isOfStream(mail))
        && mail.size() >= sizeMin
        && (sizeMax == 0 || mail.size() <= sizeMax)
        && isOfSender(mail)
        && hasHeaders(mail);
  }

  /**
   * The first condition that does not hold; empty: all do. For people, so that the mail path needs
   * no words.
   */
  Optional<String> failing(
      MailFacts mail, EmailAddress recipient, Function<String, Optional<String>> providerOf) {
    if (!isRule()) {
      return Optional.of("none is set: it is there for those who name it");
    }
    if (!lanes.isEmpty() && !lanes.contains(mail.lane())) {
      return Optional.of("lanes");
    }
    if (!tenants.isEmpty() && !tenants.contains(mail.owner().tenant())) {
      return Optional.of("tenants");
    }
    if (!streams.isEmpty() && !isOfStream(mail)) {
      return Optional.of("streams");
    }
    if (mail.size() < sizeMin) {
      return Optional.of("size_min");
    }
    if (sizeMax > 0 && mail.size() > sizeMax) {
      return Optional.of("size_max");
    }
    if (!isOfSender(mail)) {
      return Optional.of("senders and sender_domains");
    }
    if (!hasHeaders(mail)) {
      return Optional.of("headers");
    }
    return holdsFor(recipient, providerOf)
        ? Optional.empty()
        : Optional.of("recipients, recipient_domains and providers");
  }

  private boolean isOfStream(MailFacts mail) {
    String name = mail.owner().stream();
    return streams.contains(name) || streams.contains(mail.owner().tenant() + "/" + name);
  }

  private boolean isOfSender(MailFacts mail) {
    if (senders.isEmpty() && senderDomains.isEmpty()) {
      return true;
    }
    Optional<EmailAddress> sender = mail.sender();
    return sender.isPresent()
        && (senders.contains(folded(sender.get()))
            || senderDomains.contains(MailFacts.domainOf(sender.get())));
  }

  private boolean hasHeaders(MailFacts mail) {
    if (headers.isEmpty()) {
      return true;
    }
    Optional<HeaderSection> header = mail.header();
    return header.isPresent() && headers.stream().allMatch(h -> h.holds(header.get()));
  }

  /**
   * Whether the conditions about recipients hold.
   *
   * @param providerOf the provider of a domain; asked only when a condition needs it
   */
  boolean holdsFor(EmailAddress recipient, Function<String, Optional<String>> providerOf) {
    if (!asksForRecipient()) {
      return true;
    }
    String domain = MailFacts.domainOf(recipient);
    return recipientDomains.contains(domain)
        || !recipients.isEmpty() && recipients.contains(folded(recipient))
        || !providers.isEmpty() && providerOf.apply(domain).filter(providers::contains).isPresent();
  }
}
