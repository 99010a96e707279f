package relay.ejb.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import relay.domain.view.DatabaseSettings;

/** Makes the source of connections that the settings ask for; opens nothing. */
final class DataSources {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  private DataSources() {}

  static DataSource of(DatabaseSettings settings, Path dataFolder) throws SQLException {
    return settings.url().startsWith("jdbc:postgresql:")
        ? postgres(settings)
        : h2(settings, dataFolder);
  }

  private static DataSource postgres(DatabaseSettings settings) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setURL(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setReWriteBatchedInserts(true);
    source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setLoginTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setSocketTimeout((int) SOCKET_TIMEOUT.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("relay");
    return source;
  }

  private static DataSource h2(DatabaseSettings settings, Path dataFolder) {
    // Measured: sharing equal values among rows is a fifth of the processor time of an import. H2
    // asks once, when its classes are loaded.
    if (System.getProperty("h2.objectCache") == null) {
      System.setProperty("h2.objectCache", "false");
    }
    String url =
        settings.isBuiltIn()
            ? "jdbc:h2:file:" + dataFolder.resolve("database").resolve("relay")
            : settings.url();
    var source = new JdbcDataSource();
    // ON CONFLICT is known in this mode only. The application closes the file itself, when it stops
    // and not when the last connection goes. The default cache is a share of the whole heap.
    source.setURL(
        url
            + option(url, "MODE", "PostgreSQL")
            + option(url, "DATABASE_TO_LOWER", "TRUE")
            + option(url, "DB_CLOSE_DELAY", "-1")
            + option(url, "DB_CLOSE_ON_EXIT", "FALSE")
            // measured: pages written every 5 s instead of every 0.5 s save a third of the CPU. A
            // loss of power takes rows and place back together, and the journal tells them again
            + option(url, "WRITE_DELAY", "5000")
            + option(url, "CACHE_SIZE", "16384")
            + option(url, "TRACE_LEVEL_FILE", "0"));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return source;
  }

  private static String option(String url, String name, String value) {
    return url.contains(";" + name + "=") ? "" : ";" + name + "=" + value;
  }
}
