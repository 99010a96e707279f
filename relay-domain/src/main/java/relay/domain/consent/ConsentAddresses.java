package relay.domain.consent;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.UnsubscribeFields;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.reception.document.MailDocument;
import relay.domain.template.RecipientLinks;
import relay.domain.unsubscribe.UnsubscribeSettings;

/** Whole addresses of links, where recipients reach this relay. Thread-safe. */
public final class ConsentAddresses {
  /** Leads nobody anywhere. */
  public static final ConsentAddresses NONE =
      new ConsentAddresses(
          new ConsentLinks(() -> IdentityTokens.NONE),
          () -> new UnsubscribeSettings(Optional.empty(), 1, 1));

  /** Name of the value in templates by which a list is confirmed. */
  public static final String CONFIRM_URL = "confirm_url";

  /** The first part of the path of each link to confirm. */
  public static final String CONFIRM_PATH = "confirm/";

  /** And of each to the preference page. */
  public static final String PREFERENCES_PATH = "preferences/";

  private static final String EXAMPLE = "EXAMPLE";
  private final ConsentLinks links;
  private final Supplier<UnsubscribeSettings> settings;

  public ConsentAddresses(ConsentLinks links, Supplier<UnsubscribeSettings> settings) {
    this.links = links;
    this.settings = settings;
  }

  /** Where a list is confirmed; empty while recipients cannot reach us, or there is no key. */
  public Optional<String> confirm(ConsentLink.Confirming link) {
    return address(CONFIRM_PATH, link);
  }

  /** Where who was inactive says that he still wants a list; empty as above. */
  public Optional<String> renew(ConsentLink.Renewing link) {
    return address(CONFIRM_PATH, link);
  }

  /**
   * What the words of a mail may show its one recipient.
   *
   * @param mail id that it has, or will have
   * @param recipients all of them
   * @param madeAt of the mail, so that a mail that is written again is the same
   */
  public RecipientLinks of(
      String tenant, QueueId mail, List<Recipient> recipients, Instant madeAt) {
    if (recipients.size() != 1) {
      return RecipientLinks.none("each recipient has his own, so send him a mail of his own");
    }
    EmailAddress address = recipients.get(0).address();
    Optional<String> preferences =
        address(
            PREFERENCES_PATH, new ConsentLink.Choosing(tenant, address, madeAt, Optional.of(mail)));
    return preferences.isEmpty()
        ? RecipientLinks.none(
            "recipients cannot reach this relay yet: unsubscribe.public-url is not set, or there is"
                + " no identity key")
        : new RecipientLinks(
            Map.of(
                RecipientLinks.PREFERENCES,
                preferences.get(),
                RecipientLinks.UNSUBSCRIBE,
                settings.get().publicUrl().orElseThrow()
                    + UnsubscribeFields.PATH
                    + links.token(mail)),
            "");
  }

  /**
   * The same of a mail that somebody hands in; none for one without a template, for which it costs
   * nothing.
   *
   * @param id that it will have
   * @param tenant empty: the one of the settings file
   */
  public RecipientLinks of(MailDocument mail, QueueId id, Optional<String> tenant) {
    return mail.template().isEmpty()
        ? RecipientLinks.none("a mail without a template shows none")
        : of(
            tenant.orElse(MailOwner.DEFAULT_TENANT),
            id,
            mail.envelope().recipients(),
            Instant.ofEpochMilli(id.millis()));
  }

  /** The same for who tries a template: there when real ones would be, and leading nowhere. */
  public RecipientLinks example() {
    return settings
        .get()
        .publicUrl()
        .map(
            url ->
                new RecipientLinks(
                    Map.of(
                        RecipientLinks.PREFERENCES,
                        url + PREFERENCES_PATH + EXAMPLE,
                        RecipientLinks.UNSUBSCRIBE,
                        url + UnsubscribeFields.PATH + EXAMPLE),
                    ""))
        .orElseGet(() -> RecipientLinks.none("unsubscribe.public-url is not set"));
  }

  private Optional<String> address(String path, ConsentLink link) {
    Optional<URI> base = settings.get().publicUrl();
    return links.canMake() ? base.map(url -> url + path + links.make(link)) : Optional.empty();
  }
}
