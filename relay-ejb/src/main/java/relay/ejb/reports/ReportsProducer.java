package relay.ejb.reports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.reports.ReportIntake;
import relay.domain.reports.Reports;
import relay.domain.retention.AgingRows;
import relay.domain.tenancy.CurrentTenancy;
import relay.ejb.database.Database;

/** Makes who takes reports, keeps them and forgets them. */
@ApplicationScoped
public class ReportsProducer {

  @Produces
  @Singleton
  Reports reports(Database database) {
    return new DatabaseReports(database);
  }

  @Produces
  @Singleton
  AgingRows oldReports(Database database, CurrentConfiguration configuration) {
    return OldReports.of(database, () -> configuration.get().othersReports().kept().keptFor());
  }

  @Produces
  @Singleton
  ReportIntake intake(
      RelayConfiguration configuration,
      CurrentConfiguration current,
      CurrentTenancy tenancy,
      Reports reports) {
    return new ReportIntake(
        configuration.othersReports().received(),
        tenancy,
        reports,
        () -> current.get().othersReports().kept());
  }
}
