package relay.domain.listener;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/** Everything the SMTP listeners are told by the operator. */
public record SmtpSettings(
    List<ListenerSettings> listeners,
    ConnectionLimits connections,
    SessionLimits session,
    TimeLimits times,
    ContentLimits content) {

  public static final List<Setting<?>> ALL =
      Stream.of(
              ListenerSettings.ALL,
              ConnectionLimits.ALL,
              SessionLimits.ALL,
              TimeLimits.ALL,
              ContentLimits.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  public static SmtpSettings from(Settings settings) {
    return new SmtpSettings(
        ListenerSettings.from(settings),
        ConnectionLimits.from(settings),
        SessionLimits.from(settings),
        TimeLimits.from(settings),
        ContentLimits.from(settings));
  }

  /**
   * Names of the listeners that only this machine can reach. Not those behind a proxy: what a proxy
   * cannot name (PROXY UNKNOWN, XCLIENT ADDR=[UNAVAILABLE]) has the proxy's own address, and may be
   * anybody.
   */
  public Set<String> loopbackListeners() {
    return listeners.stream()
        .filter(listener -> listener.address().isLoopbackAddress() && !listener.hasProxy())
        .map(ListenerSettings::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
