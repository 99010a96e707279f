package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.retention.OldMail;
import relay.domain.retention.Retention;

/**
 * Reads the ids of finished mails that are too old, one rule after the other, oldest first. Keeps
 * no checkpoint: a restart finds only what is still there, and that may be more than the checkpoint
 * says. The built-in database writes its pages some seconds later than the job's repository, so a
 * death can bring removed mails back.
 */
@Named("finishedMails")
@Dependent
public class FinishedMailReader extends AbstractItemReader {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "now")
  String now;

  @Inject
  @BatchProperty(name = "batch")
  String batch;

  private Iterator<OldMail> rules = List.<OldMail>of().iterator();
  private OldMail rule;
  private Optional<QueueId> last = Optional.empty();
  private Iterator<QueueId> page = List.<QueueId>of().iterator();

  @Override
  public void open(Serializable checkpoint) {
    rules = retention.oldMail(Instant.parse(now)).iterator();
    rule = rules.next();
    last = Optional.empty();
  }

  @Override
  public Object readItem() {
    while (!page.hasNext()) {
      page = retention.finishedMails(rule, last, Integer.parseInt(batch)).iterator();
      if (!page.hasNext()) {
        if (!rules.hasNext()) {
          return null;
        }
        rule = rules.next();
        last = Optional.empty();
      }
    }
    last = Optional.of(page.next());
    return last.get().text();
  }
}
