package relay.domain.view;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.mail.QueueId;

/**
 * What to look for; all that is given must hold. Newest mail first.
 *
 * @param sender reverse path without regard to case; empty text for the null path
 * @param recipient an address, without regard to case
 * @param tenant id of the tenant
 * @param stream name of a stream
 * @param campaign name of a campaign
 * @param credential id of a credential
 * @param from accepted at or after
 * @param to accepted before
 * @param before cursor: only mails with a smaller id, for the next page
 * @param limit most mails of a page
 */
public record MessageQuery(
    Optional<QueueId> id,
    Optional<String> sender,
    Optional<String> recipient,
    Optional<DomainName> domain,
    Optional<RecipientState> state,
    Optional<String> tenant,
    Optional<String> stream,
    Optional<String> campaign,
    Optional<String> credential,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<QueueId> before,
    int limit) {
  public static final int LIMIT_DEFAULT = 50;
  public static final int LIMIT_MAX = 200;

  /** The newest mails. */
  public static final MessageQuery ALL =
      new MessageQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LIMIT_DEFAULT);

  public MessageQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit is 1 to " + LIMIT_MAX);
    }
  }

  /**
   * The same among the mails of a tenant and a credential only.
   *
   * @param onlyTenant empty: of all
   * @param onlyCredential empty: of all
   * @return empty when it asks for those of another: there is nothing to be found
   */
  public Optional<MessageQuery> among(
      Optional<String> onlyTenant, Optional<String> onlyCredential) {
    boolean foreign = differ(tenant, onlyTenant) || differ(credential, onlyCredential);
    return foreign
        ? Optional.empty()
        : Optional.of(
            new MessageQuery(
                id,
                sender,
                recipient,
                domain,
                state,
                tenant.or(() -> onlyTenant),
                stream,
                campaign,
                credential.or(() -> onlyCredential),
                from,
                to,
                before,
                limit));
  }

  private static boolean differ(Optional<String> asked, Optional<String> only) {
    return asked.isPresent() && only.isPresent() && !asked.equals(only);
  }

  /** Whether any condition is about recipients. */
  public boolean asksForRecipients() {
    return recipient.isPresent() || domain.isPresent() || state.isPresent();
  }
}
