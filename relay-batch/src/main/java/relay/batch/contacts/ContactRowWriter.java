package relay.batch.contacts;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.contacts.file.ImportWork;
import relay.domain.csv.RawRecord;

/** Takes rows into the database, a chunk in a transaction of the database's own. */
@Named("contactRowsTaken")
@Dependent
public class ContactRowWriter extends AbstractItemWriter {
  /** What the step is told when somebody stopped the import. */
  static final Object STOPPED = "stopped";

  @Inject ImportWork work;
  @Inject StepContext step;

  @Inject
  @BatchProperty(name = "import")
  String id;

  @Override
  public void writeItems(List<Object> items) {
    if (!work.take(id, items.stream().map(RawRecord.class::cast).toList())) {
      step.setTransientUserData(STOPPED);
    }
  }
}
