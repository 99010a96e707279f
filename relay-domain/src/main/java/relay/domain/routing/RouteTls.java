package relay.domain.routing;

import relay.domain.routing.Smarthost.TlsMode;

/** What the operator asks for on a route; all but the first are the modes of {@link TlsMode}. */
public enum RouteTls {
  AUTO,
  NONE,
  OPPORTUNISTIC,
  ENCRYPT,
  REQUIRED,
  IMPLICIT,
  DANE;

  /** A password never goes out in clear unless the operator says so in so many words. */
  TlsMode at(int port, boolean withLogin) {
    if (this != AUTO) {
      return TlsMode.valueOf(name());
    }
    if (port == SmarthostText.IMPLICIT_TLS_PORT) {
      return TlsMode.IMPLICIT;
    }
    return withLogin ? TlsMode.REQUIRED : TlsMode.OPPORTUNISTIC;
  }
}
