package relay.domain.identity;

/**
 * A key opened for use.
 *
 * @param number from 0 to 15, as it stands in tokens
 */
public record TokenKey(int number, byte[] secret) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "identity key " + number;
  }
}
