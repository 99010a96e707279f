package relay.domain.verification.dmarc;

import java.util.List;
import java.util.Optional;

/**
 * What a check came to, for one domain of an author.
 *
 * @param reason one sentence for the postmaster
 * @param author the domain in From; empty when there is none
 * @param organization whom it belongs to, as far as that was asked for
 * @param method how the record was looked for, {@code treewalk} or {@code psl}
 * @param policy where the record is and what it says
 * @param asked what the record asks for mail of this author that fails, before test mode
 * @param disposition what is to be done by that record: none for a pass
 * @param aligned the proven domains that belong to the author
 */
public record DmarcVerdict(
    DmarcResult result,
    String reason,
    String author,
    String organization,
    String method,
    Optional<Policy> policy,
    DmarcPolicy asked,
    DmarcPolicy disposition,
    List<String> aligned) {

  public DmarcVerdict {
    aligned = List.copyOf(aligned);
  }

  /** A record and its domain. */
  public record Policy(String domain, DmarcRecord record) {}
}
