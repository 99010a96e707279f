package relay.domain.signing;

import java.util.List;

/** What an operator wants to know about signing (port). Thread-safe; never waits for long. */
public interface SigningStatus {
  /** Who computes RSA, by name: the JDK or the native provider. */
  String rsaProvider();

  /** The keys in use. */
  List<SigningKey> keys();

  /** What is wrong with key files, each in one sentence that says what to do. */
  List<String> problems();
}
