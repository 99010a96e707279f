package relay.ejb.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.tenancy.CurrentTenancy;

/** Makes the quotas of the node, with what was counted before the last stop. */
@ApplicationScoped
public class QuotaProducer {

  @Produces
  @Singleton
  QuotaFile file(RelayConfiguration configuration) {
    return new QuotaFile(configuration.node().dataFolder());
  }

  @Produces
  @Singleton
  QuotaBook book(CurrentConfiguration configuration, QuotaFile file) {
    var book = new QuotaBook(() -> configuration.get().quota());
    book.restore(file.read());
    return book;
  }

  @Produces
  @Singleton
  QuotaDesk desk(CurrentConfiguration configuration, QuotaBook book, CurrentTenancy tenancy) {
    return new QuotaDesk(book, tenancy, () -> configuration.get().quota().client());
  }
}
