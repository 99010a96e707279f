package relay.domain.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which of several nodes over one database puts the mails of a campaign into its lane, and what
 * stands with nodes that do not answer (port). Every method throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used; then it may be repeated.
 * Thread-safe.
 */
public interface CampaignHandover {

  /**
   * Writes down that mails of these places may stand in this node's lane from now on. Asked before
   * each batch, so that a node which was taken for dead and lives puts none in that another one
   * sends.
   *
   * @param batch first and last place of the batch
   * @param part what the batch is of, named by its last place
   * @return false: another node has taken the campaign over
   */
  boolean claim(long run, Shard batch, long part);

  /**
   * Makes this node the one that works on a campaign, when the other has given no sign of life for
   * so long. What stands in the lane of the other, or may, is {@link MailFate#STRANDED} from then
   * on.
   *
   * @param silence how long it must have been silent, by the clock of the database
   * @return true: this node works on it, since now or before
   */
  boolean takeOver(Campaign campaign, Duration silence);

  /** Campaigns, by number, of which recipients are stranded with this node, which lives. */
  List<Long> strandedHere();

  /**
   * Recipients stranded with this node whose mails may never have come into its lane: at most a
   * batch for each shard.
   */
  List<CampaignRecipient> doubtful(Campaign campaign);

  /** This node is back: what is stranded with it stands in its lane. */
  void cameBack(long run);

  /**
   * A node never comes back, by an operator's word: what is stranded with it is {@link
   * MailFate#LOST}, and what else it works on may be taken over at once.
   *
   * @return recipients that are lost; empty: it has just given a sign of life, so it is not gone
   */
  Optional<Long> giveUp(String node);
}
