package relay.domain.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/** Which of the open recipients go into the next transaction. */
public final class RecipientBatch {
  private RecipientBatch() {}

  /**
   * The first of the open recipients, in their order, as many as our own limit and the server's
   * (RFC 9422) allow; at least one when any is open.
   */
  public static List<Recipient> next(List<Recipient> open, int ownMax, ServerExtensions server) {
    int max = (int) Math.max(1, Math.min(ownMax, server.recipientsMax()));
    long domainsMax = server.recipientDomainsMax();
    if (open.size() <= max && domainsMax == Long.MAX_VALUE) {
      return open;
    }
    List<Recipient> batch = new ArrayList<>(Math.min(max, open.size()));
    Set<String> domains = new HashSet<>();
    for (Recipient recipient : open) {
      String domain = recipient.address().domain();
      if (domains.contains(domain) || domains.size() < domainsMax) {
        domains.add(domain);
        batch.add(recipient);
      }
      if (batch.size() == max) {
        break;
      }
    }
    return batch;
  }

  /**
   * Whether a refusal means only that this transaction is full (RFC 5321 4.5.3.1.10), so that the
   * recipient belongs into another one. Some servers say 452 4.2.2 for a full mailbox: not that.
   */
  public static boolean isFull(SmtpReply reply, int acceptedBefore) {
    boolean aboutMailbox = reply.status().map(s -> s.subject() == 2).orElse(false);
    boolean tooMany =
        reply.code() == 452
            || reply.code() == 552
                && reply.status().map(s -> s.toString().equals("5.5.3")).orElse(true);
    return acceptedBefore > 0 && tooMany && !aboutMailbox;
  }
}
