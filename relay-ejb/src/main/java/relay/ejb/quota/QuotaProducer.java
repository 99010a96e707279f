package relay.ejb.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.Ramps;
import relay.domain.tenancy.CurrentTenancy;

/** Makes the quotas of the node, with what was counted before the last stop. */
@ApplicationScoped
public class QuotaProducer {

  @Produces
  @Singleton
  QuotaFiles files(RelayConfiguration configuration) {
    return new QuotaFiles(configuration.node().dataFolder());
  }

  @Produces
  @Singleton
  QuotaBook book(CurrentConfiguration configuration, QuotaFiles files) {
    var book = new QuotaBook(() -> configuration.get().quota());
    files.restore(book);
    return book;
  }

  /** Injected as Ramps and, to hear how mail fares, as EventObserver. */
  @Produces
  @Singleton
  Ramps ramps(CurrentTenancy tenancy, QuotaFiles files) {
    var ramps = new Ramps(tenancy);
    files.restore(ramps);
    return ramps;
  }

  @Produces
  @Singleton
  QuotaDesk desk(
      CurrentConfiguration configuration, QuotaBook book, CurrentTenancy tenancy, Ramps ramps) {
    return new QuotaDesk(book, tenancy, () -> configuration.get().quota().client(), ramps);
  }
}
