package relay.batch.contacts;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import relay.domain.contacts.file.ImportWork;

/**
 * Reads the rows of a file, from where the database says. Keeps no checkpoint: the built-in
 * database writes its pages some seconds later than the job's repository, so that after a death the
 * job would know of rows that are lost.
 */
@Named("contactRows")
@Dependent
public class ContactRowReader extends AbstractItemReader {
  @Inject ImportWork work;
  @Inject StepContext step;

  @Inject
  @BatchProperty(name = "import")
  String id;

  private ImportWork.Rows rows;

  @Override
  public void open(Serializable checkpoint) {
    rows = work.begin(id).orElse(null);
  }

  @Override
  public Object readItem() {
    boolean isOver = rows == null || step.getTransientUserData() == ContactRowWriter.STOPPED;
    return isOver ? null : rows.next().orElse(null);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
