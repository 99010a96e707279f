package relay.ejb.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Brings the tables up to date. The migrations are named here because the class path of an
 * application cannot be listed in the same way on every server (WildFly's virtual files).
 */
final class Schema {
  static final List<String> MIGRATIONS =
      List.of(
          "V1__message_view.sql",
          "V2__owner_of_mail.sql",
          "V3__control.sql",
          "V4__reason_of_wait.sql",
          "V5__login_mark.sql",
          "V9__erasure.sql",
          "V11__campaign.sql",
          "V12__login_session.sql",
          "V13__login_failure.sql",
          "V17__suppression.sql",
          "V18__bounce_history.sql",
          "V23__received_report.sql",
          "V24__unknown_reply.sql",
          "V25__warm_up.sql",
          "V26__campaign.sql",
          "V28__contact.sql",
          "V29__tracking.sql",
          "V31__contact_import.sql",
          "V34__tls_report.sql",
          "V36__node_lease.sql",
          "V37__traffic_override.sql",
          "V38__confirmation.sql",
          "V39__campaign_tally.sql",
          "V39_1__campaign_handover.sql",
          "V40__campaign_hours.sql",
          "V41__campaign_variant.sql",
          "V42__automation.sql",
          "V43__suppression_scope.sql",
          "V44__contact_behaviour.sql",
          "V45__contact_mail.sql",
          "V45_1__contact_affirmed.sql",
          "V46__campaign_group_tally.sql",
          "V46_1__tracking_variant.sql",
          "V47__automation_figure.sql");

  private Schema() {}

  static void migrate(DataSource source) {
    Flyway.configure(new PlainClassLoader(Schema.class.getClassLoader()))
        .dataSource(source)
        .resourceProvider(new NamedMigrations())
        .locations(new String[0])
        .table("schema_history")
        .baselineOnMigrate(false)
        // numbers are taken before the work is done: a lower one may come later than a higher one
        .outOfOrder(true)
        .load()
        .migrate();
  }

  /** On Liberty's own class loaders Flyway logs an error for each folder that is not there. */
  private static final class PlainClassLoader extends ClassLoader {
    PlainClassLoader(ClassLoader parent) {
      super(parent);
    }
  }

  private static final class NamedMigrations implements ResourceProvider {
    @Override
    public LoadableResource getResource(String name) {
      return MIGRATIONS.contains(name) ? new Migration(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return MIGRATIONS.stream()
          .filter(name -> name.startsWith(prefix))
          .<LoadableResource>map(Migration::new)
          .toList();
    }
  }

  private static final class Migration extends LoadableResource {
    private final String name;

    Migration(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream in = Schema.class.getResourceAsStream(name);
      if (in == null) {
        throw new UncheckedIOException(new IOException(name + " is missing in the archive"));
      }
      return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
