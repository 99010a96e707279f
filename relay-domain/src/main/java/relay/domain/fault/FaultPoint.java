package relay.domain.fault;

import java.util.List;

/**
 * Told at each step of a mail's life which crash tests want to die at (port). The names are those
 * of the arrows in docs/message-life.md. Thread-safe.
 */
@FunctionalInterface
public interface FaultPoint {
  /** The one of every relay that carries mail. */
  FaultPoint NONE = step -> {};

  /** Reception: the RECEIVED event is written, the mail is not in its queue. */
  String RECEIVED_WRITTEN = "received-written";

  /** Reception: the mail is committed, no 250 was given. */
  String RECEPTION_COMMITTED = "reception-committed";

  /** Delivery: the mail was taken from its lane, nothing was done. */
  String TAKEN = "taken";

  /** Delivery: the ATTEMPTED event is written, no octet of the content was sent. */
  String ATTEMPT_WRITTEN = "attempt-written";

  /** Delivery: the server has answered, no outcome is written. */
  String ANSWERED = "answered";

  /** Delivery: the outcomes are durable, what follows is not in its queues. */
  String OUTCOME_WRITTEN = "outcome-written";

  /** Delivery: what follows is committed, the entry is not acknowledged. */
  String MOVED = "moved";

  /** Split: the SPLIT event is durable, the copies are not in their lane. */
  String SPLIT_WRITTEN = "split-written";

  /** Split: the copies are committed, the whole is not acknowledged. */
  String SPLIT_COMMITTED = "split-committed";

  /** Waiting room: a batch was taken and sent on, nothing is committed. */
  String ROOM_TAKEN = "room-taken";

  /** Waiting room: the batch is committed. */
  String ROOM_MOVED = "room-moved";

  /** Prune job: some mails are off the message view, the job does not know it yet. */
  String MAILS_REMOVED = "mails-removed";

  /** Erasure: a store has done a step, the step is not on record. */
  String ERASURE_STEP = "erasure-step";

  /** Campaign: a batch of mails is committed to its lane, the ledger does not know it. */
  String CAMPAIGN_QUEUED = "campaign-queued";

  /** Campaign: the ledger knows the batch, the job does not. */
  String CAMPAIGN_NOTED = "campaign-noted";

  /** Automation: a batch came to its mails, none is in its lane. */
  String AUTOMATION_WALKED = "automation-walked";

  /** Automation: the mails are committed to their lanes, the ledger does not know it. */
  String AUTOMATION_QUEUED = "automation-queued";

  /** Automation: the ledger knows. */
  String AUTOMATION_NOTED = "automation-noted";

  /** All of them, in the order of a mail's life. */
  List<String> STEPS =
      List.of(
          RECEIVED_WRITTEN,
          RECEPTION_COMMITTED,
          TAKEN,
          ATTEMPT_WRITTEN,
          ANSWERED,
          OUTCOME_WRITTEN,
          MOVED,
          SPLIT_WRITTEN,
          SPLIT_COMMITTED,
          ROOM_TAKEN,
          ROOM_MOVED,
          MAILS_REMOVED,
          ERASURE_STEP,
          CAMPAIGN_QUEUED,
          CAMPAIGN_NOTED,
          AUTOMATION_WALKED,
          AUTOMATION_QUEUED,
          AUTOMATION_NOTED);

  /** May not return. */
  void reached(String step);
}
