package relay.web.tracking;

import java.util.Map;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;

/** Readers of visitors, for tests of what uses them. */
public final class VisitorReaders {
  private VisitorReaders() {}

  /** One that knows no proxies. */
  public static VisitorReader direct() {
    var visitors = new VisitorReader();
    visitors.configuration = CurrentConfiguration.of(new BootSettings(Map.of(), Map.of()));
    return visitors;
  }
}
