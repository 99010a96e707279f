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
import relay.domain.retention.Retention;

/** Reads the ids of finished mails, oldest first; the checkpoint is the last id read. */
@Named("finishedMails")
@Dependent
public class FinishedMailReader extends AbstractItemReader {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "before")
  String before;

  @Inject
  @BatchProperty(name = "batch")
  String batch;

  private Optional<QueueId> last = Optional.empty();
  private Iterator<QueueId> page = List.<QueueId>of().iterator();

  @Override
  public void open(Serializable checkpoint) {
    last = Optional.ofNullable(checkpoint).map(text -> new QueueId(text.toString()));
  }

  @Override
  public Object readItem() {
    if (!page.hasNext()) {
      page =
          retention.finishedMails(Instant.parse(before), last, Integer.parseInt(batch)).iterator();
    }
    if (!page.hasNext()) {
      return null;
    }
    last = Optional.of(page.next());
    return last.get().text();
  }

  @Override
  public Serializable checkpointInfo() {
    return last.map(QueueId::text).orElse(null);
  }
}
