// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IWithdrawalManager } from "../interfaces/IWithdrawalManager.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { ShareState, ShareView, WithdrawalState, WithdrawalView } from "../types/WithdrawalTypes.sol";

/// @title The withdrawals and their shares, and what follows from them alone
/// @dev See `IWithdrawalManager` for what it promises.
abstract contract WithdrawalBook is IWithdrawalManager {
    /// @dev Three slots. `unplaced` is what no share carries, with its fee; `place` is its index in the queue, from 1.
    struct Withdrawal {
        address owner;
        uint24 requestHeight;
        bytes2 payoutKind;
        uint8 shareCount;
        uint8 open;
        uint8 paid;
        uint8 reimbursed;
        bool drawing;
        uint56 sats;
        uint56 unplaced;
        uint56 unplacedFee;
        uint24 maxFee;
        uint40 place;
        uint24 avoidId;
        bytes32 payoutProgram;
    }

    struct Share {
        uint56 sats;
        uint56 fee;
        uint24 stakerId;
        uint24 deadlineHeight;
        uint40 deadlineTime;
        ShareState state;
    }

    address public immutable bridge;
    address public immutable minter;
    address public immutable registry;
    address public immutable relay;
    /// @dev first 4 bytes of every marking
    bytes4 private immutable _tag;

    mapping(uint256 reqId => Withdrawal) internal _withdrawals;
    mapping(uint256 reqId => mapping(uint8 share => Share)) internal _shares;

    constructor(address bridge_, address minter_, address registry_, address relay_) {
        if (bridge_ == address(0) || minter_ == address(0) || registry_ == address(0) || relay_ == address(0)) {
            revert WithdrawalManager_AddressZero();
        }
        bridge = bridge_;
        minter = minter_;
        registry = registry_;
        relay = relay_;
        _tag = bytes4(keccak256(abi.encode(block.chainid, address(this))));
    }

    /// @inheritdoc IWithdrawalManager
    function withdrawalOf(uint256 reqId) external view returns (WithdrawalView memory seen) {
        Withdrawal storage withdrawal = _withdrawals[reqId];
        if (withdrawal.owner == address(0)) return seen;
        seen.owner = withdrawal.owner;
        seen.sats = withdrawal.sats;
        seen.unplacedSats = withdrawal.unplaced;
        seen.unplacedFeeSats = withdrawal.unplacedFee;
        seen.maxFeeSats = withdrawal.maxFee;
        seen.requestHeight = withdrawal.requestHeight;
        seen.state = _stateOf(withdrawal);
        seen.drawing = withdrawal.drawing;
        seen.position = _position(withdrawal.place);
        seen.shareCount = withdrawal.shareCount;
        seen.payoutScript = _payoutScript(withdrawal);
    }

    /// @inheritdoc IWithdrawalManager
    function shareOf(uint256 reqId, uint8 share) external view returns (ShareView memory seen) {
        Share storage part = _shares[reqId][share];
        if (part.state == ShareState.None) return seen;
        seen.staker = IStakerRegistry(registry).stakerById(part.stakerId);
        seen.sats = part.sats;
        seen.payoutSats = part.sats - _withdrawals[reqId].maxFee;
        seen.feeSats = part.fee;
        (seen.deadlineTime, seen.deadlineHeight) = _deadlineOf(part);
        seen.state = part.state;
    }

    /// @inheritdoc IWithdrawalManager
    function markingOf(uint256 reqId, uint8 share) public view returns (bytes memory) {
        return abi.encodePacked(_tag, uint64(reqId), share);
    }

    function _known(uint256 reqId) internal view returns (Withdrawal storage withdrawal) {
        withdrawal = _withdrawals[reqId];
        if (withdrawal.owner == address(0)) revert WithdrawalManager_UnknownRequest(reqId);
    }

    function _owned(uint256 reqId) internal view returns (Withdrawal storage withdrawal) {
        withdrawal = _known(reqId);
        if (msg.sender != withdrawal.owner) revert WithdrawalManager_NotOwner(msg.sender, withdrawal.owner);
    }

    function _inState(uint256 reqId, uint8 share, ShareState wanted) internal view returns (Share storage part) {
        part = _shares[reqId][share];
        if (part.state == ShareState.None) revert WithdrawalManager_UnknownShare(reqId, share);
        if (part.state != wanted) revert WithdrawalManager_WrongState(reqId, share, part.state);
    }

    /// @dev Kept less the shift of halts at its beginning, read with the shift of now.
    function _deadlineOf(Share storage part) internal view returns (uint256 deadlineTime, uint256 deadlineHeight) {
        (uint256 shiftSeconds, uint256 shiftBlocks,) = IEntanglementManager(bridge).haltShift();
        return (part.deadlineTime + shiftSeconds, part.deadlineHeight + shiftBlocks);
    }

    function _payoutScript(Withdrawal storage withdrawal) internal view returns (bytes memory) {
        return BitcoinScript.payoutScript(withdrawal.payoutKind, withdrawal.payoutProgram);
    }

    /// @dev place in the queue from 1, 0 when not queued
    function _position(uint256 place) internal view virtual returns (uint256);

    function _stateOf(Withdrawal storage withdrawal) private view returns (WithdrawalState) {
        if (withdrawal.open == 0 && withdrawal.unplaced == 0) {
            if (withdrawal.paid != 0) return WithdrawalState.Complete;
            return withdrawal.reimbursed != 0 ? WithdrawalState.Failed : WithdrawalState.Cancelled;
        }
        if (withdrawal.paid != 0) return WithdrawalState.PartlyPaid;
        if (withdrawal.open != 0) return WithdrawalState.Assigned;
        return withdrawal.drawing ? WithdrawalState.Requested : WithdrawalState.Queued;
    }
}
