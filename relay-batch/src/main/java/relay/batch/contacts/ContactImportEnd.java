package relay.batch.contacts;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import relay.domain.contacts.file.ImportWork;

/** Ends an import whose rows are all taken; one that was stopped stays so. */
@Named("contactImportEnd")
@Dependent
public class ContactImportEnd extends AbstractBatchlet {
  @Inject ImportWork work;

  @Inject
  @BatchProperty(name = "import")
  String id;

  @Override
  public String process() {
    work.finish(id);
    return "COMPLETED";
  }
}
