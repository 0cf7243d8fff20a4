/** Why a build is not published, in words for the person who tries. Nothing has been changed. */
export class PublishRefusal extends Error {
  override name = 'PublishRefusal';
}
