// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Bitcoin's best chain, kept on the EVM by anyone
/// @notice Every header is checked as Bitcoin's consensus checks it: 80 bytes, double sha256 at or under the target of
/// its bits, bits as the retarget rules demand, link to the header before it, time above the median of the last 11 and
/// at most two hours after `block.timestamp`. Any violation reverts the whole call and names the height.
///
/// Roles: none. Submitting is permissionless and nothing can be changed after deployment.
/// Units: heights in Bitcoin blocks, times in Unix seconds, work as 2^256 / (target + 1), hashes in internal byte order
/// (as they stand in a header; explorers show them reversed).
/// Assumption: the checkpoint of the constructor is on Bitcoin's best chain.
/// Liveness: as long as anyone submits headers; a branch with strictly more work always replaces a lighter one.
interface IBitcoinRelay {
    /// @notice The chain that contracts see now ends at `height`.
    /// @param forkHeight last height kept from before; equals the old tip's height when the chain was only extended
    /// @param height height of the new tip
    /// @param hash hash of the new tip
    event TipChanged(uint256 indexed forkHeight, uint256 indexed height, bytes32 hash);

    /// @notice Thrown when `headers` is empty or not a multiple of 80 bytes.
    error BitcoinRelay_HeaderLength(uint256 length);
    /// @notice Thrown when the header at `height` does not name the hash before it.
    error BitcoinRelay_BrokenLink(uint256 height);
    /// @notice Thrown when the header's hash is above the target of its bits.
    error BitcoinRelay_BadWork(uint256 height);
    /// @notice Thrown when the header's bits are not what the consensus rules demand.
    error BitcoinRelay_BadBits(uint256 height, uint32 expected, uint32 actual);
    /// @notice Thrown when the header's time is not above the median of the 11 before it.
    error BitcoinRelay_TimeTooOld(uint256 height, uint256 median, uint256 time);
    /// @notice Thrown when the header's time is more than two hours ahead of `block.timestamp`.
    error BitcoinRelay_TimeTooNew(uint256 height, uint256 limit, uint256 time);
    /// @notice Thrown when a branch forks above the tip or below the checkpoint.
    error BitcoinRelay_BadForkHeight(uint256 forkHeight, uint256 checkpointHeight, uint256 tipHeight);
    /// @notice Thrown when the branch has no more work than the blocks it would replace.
    error BitcoinRelay_NotHeavier(uint256 branchWork, uint256 replacedWork);
    /// @notice Thrown when a branch does not begin with the headers below its fork, up to eleven, ending at the fork.
    error BitcoinRelay_BadContext(uint256 height);

    /// @notice Extends the tip.
    /// @param headers consecutive 80-byte headers, the first one built on the tip
    function submitHeaders(bytes calldata headers) external;

    /// @notice Replaces all blocks above `forkHeight` by a branch with strictly more work.
    /// @param forkHeight height of the last block that both chains share
    /// @param headers first the `min(11, forkHeight − checkpointHeight + 1)` headers that end at `forkHeight`, which bring
    /// the times that the median needs; then the branch
    function submitBranch(uint256 forkHeight, bytes calldata headers) external;

    /// @return height height of the tip, in blocks
    /// @return time time in the tip's header, in seconds
    function tip() external view returns (uint256 height, uint256 time);

    /// @return the hash at `height` in the chain that is known now; 0 below the checkpoint and above the tip
    function hashAt(uint256 height) external view returns (bytes32);

    /// @return blocks from `height` to the tip, both counted; 0 above the tip or below the checkpoint
    function confirmations(uint256 height) external view returns (uint256);

    /// @return work of the blocks from `height` to the tip, both counted; 0 above the tip or below the checkpoint
    function chainworkSince(uint256 height) external view returns (uint256);

    /// @notice What a proof needs, in one call.
    /// @return hash as `hashAt(height)`
    /// @return work as `chainworkSince(height)`
    /// @return tipHeight height of the tip
    /// @return tipTime time in the tip's header
    function headerState(uint256 height)
        external
        view
        returns (bytes32 hash, uint256 work, uint256 tipHeight, uint256 tipTime);

    /// @return height where this relay starts
    function checkpointHeight() external view returns (uint256);

    /// @return work one block at the easiest target that this deployment accepts as evidence, see `IEntanglementManager`
    function minBlockWork() external view returns (uint256);

    /// @return true where difficulty never changes (regtest)
    function noRetarget() external view returns (bool);

    /// @return the Bitcoin chain's name as Bitcoin Core gives it: main, test, signet, regtest
    function chainName() external view returns (string memory);
}
