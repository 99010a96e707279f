package relay.domain.consent;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.identity.IdentityTokens;
import relay.domain.mail.EmailAddress;
import relay.domain.unsubscribe.UnsubscribeSettings;

/** Whole addresses of links, where recipients reach this relay. Thread-safe. */
public final class ConsentAddresses {
  /** Leads nobody anywhere. */
  public static final ConsentAddresses NONE =
      new ConsentAddresses(
          new ConsentLinks(() -> IdentityTokens.NONE),
          () -> new UnsubscribeSettings(Optional.empty(), 1, 1));

  /** Name of the value in templates that leads to the preference page. */
  public static final String PREFERENCES_URL = "preferences_url";

  /** The first part of the path of each link to confirm. */
  public static final String CONFIRM_PATH = "confirm/";

  /** And of each to the preference page. */
  public static final String PREFERENCES_PATH = "preferences/";

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

  /**
   * Where the owner of an address chooses what a tenant sends him; empty as above.
   *
   * @param madeAt of the mail, so that a mail that is written again is the same
   */
  public Optional<String> preferences(String tenant, EmailAddress address, Instant madeAt) {
    return address(PREFERENCES_PATH, new ConsentLink.Choosing(tenant, address, madeAt));
  }

  private Optional<String> address(String path, ConsentLink link) {
    Optional<URI> base = settings.get().publicUrl();
    return links.canMake() ? base.map(url -> url + path + links.make(link)) : Optional.empty();
  }
}
