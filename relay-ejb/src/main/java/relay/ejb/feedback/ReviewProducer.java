package relay.ejb.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.feedback.review.UnknownReplyCount;
import relay.ejb.database.Database;

/** Makes who counts replies that no rule knows; the journal finds the counter as an observer. */
@ApplicationScoped
public class ReviewProducer {

  @Produces
  @Singleton
  UnknownReplyCount counts() {
    return new UnknownReplyCount();
  }

  /** Injected as UnknownReplies, and found by the prune job as rows that age. */
  @Produces
  @Singleton
  DatabaseUnknownReplies replies(Database database, CurrentConfiguration configuration) {
    return new DatabaseUnknownReplies(database, () -> configuration.get().review().keptFor());
  }
}
