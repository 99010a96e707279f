package relay.domain.secret;

import java.io.IOException;

/** A sealed content that cannot be opened; the text tells the operator what to do. */
public final class ContentUnreadable extends IOException {
  private static final long serialVersionUID = 1L;

  private ContentUnreadable(String message, Throwable cause) {
    super(message, cause);
  }

  /** Its key is not there. */
  public static ContentUnreadable keyMissing(String id) {
    return new ContentUnreadable(
        "the key "
            + id
            + " that sealed this content is missing; put it back into content.secret-keys,"
            + " content.key-file or content.keystore and start again",
        null);
  }

  static ContentUnreadable changed() {
    return changed(null);
  }

  static ContentUnreadable changed(Throwable cause) {
    return new ContentUnreadable(
        "the sealed content was changed or cut off on disk, or the key of this id in content.* is"
            + " another one; restore what it was, or end the mail: relay brake add bounce --message",
        cause);
  }
}
