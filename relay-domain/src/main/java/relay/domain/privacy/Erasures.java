package relay.domain.privacy;

import java.util.List;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;

/**
 * Forgets addresses (port). Thread-safe. Every method throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used.
 */
public interface Erasures {
  /** Most open mails that are named. */
  int OPEN_TOLD = 20;

  /** What {@link #request} answers. */
  sealed interface Answer {
    /** It is on record, or was already when the same address was asked for before and waits. */
    record Taken(Erasure erasure) implements Answer {}

    /** Mail is open and the rule is to refuse; nothing was begun. */
    record OpenMail(ErasurePreview found) implements Answer {}
  }

  /** What would be done; nothing is. */
  ErasurePreview preview(EmailAddress address);

  /**
   * Puts an erasure on record, durably, with an entry in the audit; {@link #work} does it. Asked
   * for an address whose erasure has not ended it answers with that one.
   */
  Answer request(EmailAddress address, OpenMailRule rule, Actor by);

  /**
   * Newest first, at most so many.
   *
   * @param before only those that were asked for before the one of this id
   */
  List<Erasure> list(Optional<String> before, int max);

  Optional<Erasure> find(String id);

  /** What {@link #nodeIsGone} answers. */
  sealed interface Farewell {
    /** No erasure waits for the node any more. */
    record Done(List<String> erasures) implements Farewell {
      public Done {
        erasures = List.copyOf(erasures);
      }
    }

    /** There is no node of this name. */
    record Unknown() implements Farewell {}

    /** It is the node that was asked. */
    record Alive() implements Farewell {}
  }

  /**
   * Takes an operator's word that a node is gone for good, together with its disk: neither the
   * erasures under way nor later ones wait for its share. It is in the audit. A node that lives all
   * the same does its share of what has not ended, and counts again as soon as the message view has
   * read of its journal.
   */
  Farewell nodeIsGone(String node, Actor by);

  /**
   * Goes on with every erasure that has not ended, as far as it can now; one call at a time, others
   * return at once. May be cut off at any point: the next call goes on. Its end is in the audit.
   */
  void work();
}
