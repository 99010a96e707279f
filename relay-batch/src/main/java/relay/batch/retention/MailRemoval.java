package relay.batch.retention;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.mail.QueueId;
import relay.domain.retention.Retention;

/** Removes mails from the message view. */
@Named("mailRemoval")
@Dependent
public class MailRemoval extends AbstractItemWriter {
  @Inject Retention retention;

  @Override
  public void writeItems(List<Object> ids) {
    retention.removeMails(ids.stream().map(id -> new QueueId(id.toString())).toList());
  }
}
