package relay.domain.mail;

/**
 * Whose mail it is, and what campaign of theirs it belongs to. Travels with the mail through
 * queues, journal and message view.
 *
 * @param tenant id of the tenant
 * @param stream name of the tenant's stream
 * @param credential id of the credential that handed the mail in, or the name of a user of the
 *     settings file; empty text when there was none: a trusted address, or mail for a domain of
 *     ours
 * @param campaign name that the sender gave to mails that belong together ({@link CampaignName});
 *     empty text when he gave none
 * @param variant name of the form of the campaign's mail that it has; empty text when there is one
 *     for all
 */
public record MailOwner(
    String tenant, String stream, String credential, String campaign, String variant) {
  /** The tenant of everything that the settings file configures. */
  public static final String DEFAULT_TENANT = "default";

  private static final MailOwner OTP = none(Lane.OTP);
  private static final MailOwner TRANSACTIONAL = none(Lane.TRANSACTIONAL);
  private static final MailOwner BULK = none(Lane.BULK);

  public MailOwner {
    if (tenant.isEmpty() || stream.isEmpty()) {
      throw new IllegalArgumentException("a mail has a tenant and a stream");
    }
  }

  /** Of mail that has the one form of its campaign. */
  public MailOwner(String tenant, String stream, String credential, String campaign) {
    this(tenant, stream, credential, campaign, "");
  }

  /** Of mail that belongs to no campaign. */
  public MailOwner(String tenant, String stream, String credential) {
    this(tenant, stream, credential, "");
  }

  /** Of mail that names nobody: the default tenant, and its stream of the lane's name. */
  public static MailOwner of(Lane lane) {
    return switch (lane) {
      case OTP -> OTP;
      case TRANSACTIONAL -> TRANSACTIONAL;
      case BULK -> BULK;
    };
  }

  /**
   * What was written down of an owner, by this version or an earlier one that knew no owners.
   *
   * @param tenant null or empty: the default tenant
   * @param stream null or empty: the stream of the lane's name
   * @param credential null: none
   */
  public static MailOwner read(String tenant, String stream, String credential, Lane lane) {
    if (isAbsent(tenant) && isAbsent(stream) && isAbsent(credential)) {
      return of(lane);
    }
    return new MailOwner(
        isAbsent(tenant) ? DEFAULT_TENANT : tenant,
        isAbsent(stream) ? lane.label() : stream,
        credential == null ? "" : credential);
  }

  /** Of a report or notice about this mail: nobody handed it in, and no campaign sends it. */
  public MailOwner withoutCredential() {
    return credential.isEmpty() && campaign.isEmpty() ? this : new MailOwner(tenant, stream, "");
  }

  /** The same without who handed it in: what is told of a mail long after. */
  public MailOwner withoutLogin() {
    return credential.isEmpty() ? this : new MailOwner(tenant, stream, "", campaign, variant);
  }

  /**
   * The same in a campaign.
   *
   * @param name null or empty: in none
   */
  public MailOwner inCampaign(String name) {
    String given = name == null ? "" : name;
    return given.equals(campaign) ? this : new MailOwner(tenant, stream, credential, given);
  }

  /**
   * The same with this form of the campaign's mail.
   *
   * @param name null or empty: with the one there is
   */
  public MailOwner inVariant(String name) {
    String given = name == null ? "" : name;
    return given.equals(variant)
        ? this
        : new MailOwner(tenant, stream, credential, campaign, given);
  }

  /** Whether this is the tenant of the settings file. */
  public boolean isDefaultTenant() {
    return tenant.equals(DEFAULT_TENANT);
  }

  private static MailOwner none(Lane lane) {
    return new MailOwner(DEFAULT_TENANT, lane.label(), "");
  }

  private static boolean isAbsent(String text) {
    return text == null || text.isEmpty();
  }
}
