package relay.ejb.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  QuotaBook book(RelayConfiguration configuration, QuotaFile file) {
    var settings = configuration.quota();
    var book = new QuotaBook(settings.metersMax(), settings.holdMax());
    book.restore(file.read());
    return book;
  }

  @Produces
  @Singleton
  QuotaDesk desk(RelayConfiguration configuration, QuotaBook book, CurrentTenancy tenancy) {
    return new QuotaDesk(book, tenancy, configuration.quota().client());
  }
}
