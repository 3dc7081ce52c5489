// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { DepositState } from "../types/BridgeTypes.sol";

/// @title The requests and their shares, and what follows from them alone
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositBook is IEntanglementManager {
    /// @notice Bitcoin blocks from the request until the depositor can take the coin back alone.
    uint256 public constant REFUND_BLOCKS = 4320;
    /// @notice Bitcoin blocks before that height from which on nothing is minted any more.
    uint256 public constant REFUND_MARGIN_BLOCKS = 1008;
    /// @notice Seconds by which the relay's tip may differ from the EVM's clock while something is asked for or minted.
    uint256 public constant MAX_TIP_AGE = 3 hours;

    uint8 internal constant OTHER_RECIPIENT = 1;
    uint8 internal constant ALLOW_QUEUE = 2;
    /// @dev the number of shares stands above both flags
    uint8 private constant COUNT_SHIFT = 2;

    /// @dev What all shares have in common and never changes. The recipient stands apart when it is not the requester.
    struct Request {
        address requester;
        uint96 refundKeyHigh;
    }

    /// @dev All that a share's life touches, in one slot; the hash of the refund key fills what both leave free. Before the
    /// draw there is share 0 alone. Deadlines are kept less the shift of halts, see `haltShift`.
    /// @param deadlineTime until the draw, the period in seconds; the place while queued; until when it stands while offered
    /// @param deadlineHeight until the draw, what it will be unless the draw is committed again
    struct Share {
        uint64 refundKeyLow;
        uint48 sats;
        uint24 requestHeight;
        uint24 deadlineHeight;
        uint40 deadlineTime;
        uint24 stakerId;
        uint16 bondBps;
        DepositState state;
        uint8 flags;
    }

    address public immutable relay;
    address public immutable registry;
    address public immutable minter;
    address public immutable escrow;

    mapping(uint256 reqId => Request) internal _requests;
    mapping(uint256 reqId => mapping(uint256 share => Share)) internal _shares;
    mapping(uint256 reqId => address) internal _recipients;

    constructor(address relay_, address registry_, address minter_, address escrow_) {
        if (relay_ == address(0) || registry_ == address(0) || minter_ == address(0) || escrow_ == address(0)) {
            revert EntanglementManager_AddressZero();
        }
        relay = relay_;
        registry = registry_;
        minter = minter_;
        escrow = escrow_;
    }

    function _known(uint256 reqId, uint8 share) internal view returns (Share storage part) {
        part = _shares[reqId][share];
        if (part.state == DepositState.None) revert EntanglementManager_UnknownRequest(reqId, share);
    }

    /// @dev A request that is not drawn yet, or waits.
    function _inState(uint256 reqId, DepositState wanted) internal view returns (Share storage part) {
        part = _known(reqId, 0);
        DepositState state = part.state;
        if (state != wanted) revert EntanglementManager_WrongState(reqId, 0, state);
    }

    function _checkRequester(uint256 reqId) internal view {
        address requester = _requests[reqId].requester;
        if (msg.sender != requester) revert EntanglementManager_NotRequester(msg.sender, requester);
    }

    function _recipient(uint256 reqId, Share storage part) internal view returns (address) {
        return part.flags & OTHER_RECIPIENT == 0 ? _requests[reqId].requester : _recipients[reqId];
    }

    function _refundHeight(Share storage part) internal view returns (uint256) {
        return uint256(part.requestHeight) + REFUND_BLOCKS;
    }

    function _refundNear(Share storage part, uint256 tipHeight) internal view returns (bool) {
        return tipHeight + REFUND_MARGIN_BLOCKS > _refundHeight(part);
    }

    function _refundKey(uint256 reqId, Share storage part) internal view returns (bytes20) {
        return bytes20((uint160(_requests[reqId].refundKeyHigh) << 64) | part.refundKeyLow);
    }

    function _tipHeight() internal view returns (uint256 height) {
        (height,) = IBitcoinRelay(relay).tip();
    }

    function _tipStale(uint256 tipTime) internal view returns (bool) {
        return tipTime + MAX_TIP_AGE < block.timestamp || tipTime > block.timestamp + MAX_TIP_AGE;
    }

    function _checkTipAge(uint256 tipTime) internal view {
        if (_tipStale(tipTime)) revert EntanglementManager_RelayStale(tipTime, MAX_TIP_AGE);
    }

    function _count(uint8 flags) internal pure returns (uint8) {
        return flags >> COUNT_SHIFT;
    }

    function _withCount(uint8 flags, uint256 count) internal pure returns (uint8) {
        return uint8(flags & (OTHER_RECIPIENT | ALLOW_QUEUE)) | uint8(count << COUNT_SHIFT);
    }
}
