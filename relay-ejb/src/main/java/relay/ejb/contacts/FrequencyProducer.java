package relay.ejb.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.control.ControlSource;
import relay.domain.frequency.FrequencyGate;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/** Makes what counts mails for the caps of contacts. */
@ApplicationScoped
public class FrequencyProducer {

  @Produces
  @Singleton
  FrequencyGate gate(ControlSource control, Database database) {
    return new FrequencyGate(control, new DatabaseFrequencyBook(database));
  }

  @Produces
  @Singleton
  AgingRows oldMails(Database database) {
    return DatabaseFrequencyBook.old(database);
  }
}
