package relay.domain.listener;

/** Which header of the PROXY protocol a listener expects before anything else. */
public enum ProxyProtocol {
  NONE,
  V1,
  V2,
  ANY
}
