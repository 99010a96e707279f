package relay.domain.secret;

/** The one secret box of the node and its keys (port). Thread-safe. */
public interface SecretVault {
  /** With the keys as they are now; ask again each time, for keys are rotated. */
  SecretBox box();

  /** Id of the key that seals now. */
  String newestKey();

  /**
   * Whether {@link #rotate} can be called.
   *
   * @throws IllegalStateException telling what to do instead when it cannot
   */
  void mayRotate();

  /**
   * Makes a new newest key, durable when this returns; what is sealed stays readable. Whoever keeps
   * sealed secrets then renews them ({@link SecretBox#renewed}).
   *
   * @return id of the new key
   * @throws IllegalStateException when the keys come from a setting and not from a file of ours
   */
  String rotate();
}
