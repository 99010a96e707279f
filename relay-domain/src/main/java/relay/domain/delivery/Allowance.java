package relay.domain.delivery;

import java.util.Optional;

/**
 * What those who watch the pace allow to one attempt, and what they want to hear of it meanwhile.
 * Asked and told by the thread of the attempt.
 */
public interface Allowance {
  /** Nothing is limited, nobody listens. */
  Allowance FREE =
      new Allowance() {
        @Override
        public int mailsPerConnection() {
          return Integer.MAX_VALUE;
        }

        @Override
        public int recipientsPerTransaction() {
          return Integer.MAX_VALUE;
        }

        @Override
        public Optional<IdleRoom> idleRoom() {
          return Optional.empty();
        }

        @Override
        public void connecting() {
          // Nobody counts.
        }

        @Override
        public void tooManyRecipients(int accepted) {
          // Nobody learns.
        }
      };

  /** Mails over one connection, then it is closed. */
  int mailsPerConnection();

  /** Recipients in one transaction. */
  int recipientsPerTransaction();

  /** The room for connections that are kept for the next mail; empty where nothing limits it. */
  Optional<IdleRoom> idleRoom();

  /** A connection is about to be opened. */
  void connecting();

  /**
   * The server wants fewer recipients in a transaction.
   *
   * @param accepted how many it took of this one
   */
  void tooManyRecipients(int accepted);
}
