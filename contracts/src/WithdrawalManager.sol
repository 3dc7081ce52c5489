// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "./interfaces/IDepositMinter.sol";
import { IQpBTC } from "./interfaces/IQpBTC.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IWithdrawalManager } from "./interfaces/IWithdrawalManager.sol";
import { BitcoinProofs, Inclusion } from "./libraries/BitcoinProofs.sol";
import { BitcoinTx } from "./libraries/BitcoinTx.sol";
import { Proof, TxOutput } from "./types/BitcoinTypes.sol";
import { ShareState, WithdrawalModules, WithdrawalParams } from "./types/WithdrawalTypes.sol";
import { WithdrawalBook } from "./withdrawals/WithdrawalBook.sol";
import { WithdrawalDraws } from "./withdrawals/WithdrawalDraws.sol";
import { WithdrawalRequests } from "./withdrawals/WithdrawalRequests.sol";
import { WithdrawalRules } from "./withdrawals/WithdrawalRules.sol";

/// @title WithdrawalManager
/// @notice See `IWithdrawalManager` for what it promises.
/// @dev How a share ends; how it begins stands in `WithdrawalRequests` and `WithdrawalDraws`. A contract of its own beside
/// the deposits because both together are larger than a contract may be; ids and halts are the bridge's,
/// confirmations and the fee's recipient the minter's. Effects stand before transfers; modules called in between call nobody outside the system.
contract WithdrawalManager is WithdrawalRequests {
    using SafeERC20 for IERC20;

    /// @notice Bitcoin blocks and seconds after the deadline in which a payment on time can still be proven.
    uint256 public constant LATE_MARGIN_BLOCKS = 36;
    uint256 public constant LATE_MARGIN_SECONDS = 6 hours;

    uint256 private immutable _minBlockWork;
    /// @dev Apart from the deposits' map: a payout to a deposit's script is both, the withdrawal's payment and the deposit's.
    /// In one map the owner could have it counted for the deposit first, and the staker would have paid for nothing.
    mapping(bytes32 outpoint => bool) private _consumed;

    /// @param authority access manager
    constructor(address authority, WithdrawalModules memory modules, WithdrawalParams memory params_)
        AccessManaged(authority)
        WithdrawalBook(modules.bridge, modules.minter, modules.registry, modules.relay)
        WithdrawalRules(params_)
        WithdrawalDraws(modules.holders, modules.qpBTC)
    {
        // It can never change there, so it is read once.
        _minBlockWork = IBitcoinRelay(modules.relay).minBlockWork();
    }

    /// @inheritdoc IWithdrawalManager
    function verifyWithdrawal(uint256 reqId, uint8 share, Proof calldata proof) external {
        Withdrawal storage withdrawal = _known(reqId);
        Share storage part = _shares[reqId][share];
        if (part.state == ShareState.None) revert WithdrawalManager_UnknownShare(reqId, share);
        // Late is late only once the owner has acted on it.
        if (part.state != ShareState.Pending && part.state != ShareState.TimedOut) {
            revert WithdrawalManager_WrongState(reqId, share, part.state);
        }
        uint64 sats = part.sats;
        (bytes32 txid, uint32 vout, uint64 paid) = _consume(reqId, share, withdrawal, sats, proof);
        part.state = ShareState.Paid;
        --withdrawal.open;
        ++withdrawal.paid;
        emit WithdrawalPaid(reqId, share, txid, vout, paid, sats);
        IStakerRegistry(registry).redeem(part.stakerId, sats);
        IQpBTC(qpBTC).burn(sats);
    }

    /// @inheritdoc IWithdrawalManager
    function consumed(bytes32 txid, uint32 vout) external view returns (bool) {
        return _consumed[_outpoint(txid, vout)];
    }

    /// @inheritdoc IWithdrawalManager
    function timeOutShare(uint256 reqId, uint8 share) external {
        Share storage part = _inState(reqId, share, ShareState.Pending);
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        (uint256 deadlineTime, uint256 deadlineHeight) = _deadlineOf(part);
        if (block.timestamp <= deadlineTime + LATE_MARGIN_SECONDS || tipHeight <= deadlineHeight + LATE_MARGIN_BLOCKS) {
            revert WithdrawalManager_DeadlineNotPassed(deadlineTime, deadlineHeight);
        }
        part.state = ShareState.TimedOut;
        uint256 stakerId = part.stakerId;
        emit ShareTimedOut(reqId, share, IStakerRegistry(registry).stakerById(stakerId));
        IStakerRegistry(registry).recordLate(stakerId);
    }

    /// @inheritdoc IWithdrawalManager
    function retryShare(uint256 reqId, uint8 share) external {
        Withdrawal storage withdrawal = _owned(reqId);
        Share storage part = _inState(reqId, share, ShareState.TimedOut);
        (uint256 stakerId, uint64 sats) = (part.stakerId, part.sats);
        part.state = ShareState.Retried;
        --withdrawal.open;
        withdrawal.avoidId = uint24(stakerId);
        IStakerRegistry stakers = IStakerRegistry(registry);
        stakers.releaseRedemption(stakerId, sats);
        _placeAgain(reqId, withdrawal, sats);
        uint256 penalty = stakers.penalise(stakerId, sats, _rules.latePenaltyBps, msg.sender);
        emit ShareRetried(reqId, share, penalty);
    }

    /// @inheritdoc IWithdrawalManager
    function reimburseShare(uint256 reqId, uint8 share) external {
        Withdrawal storage withdrawal = _owned(reqId);
        Share storage part = _inState(reqId, share, ShareState.TimedOut);
        (uint256 stakerId, uint64 sats) = (part.stakerId, part.sats);
        part.state = ShareState.Reimbursed;
        --withdrawal.open;
        ++withdrawal.reimbursed;
        withdrawal.avoidId = uint24(stakerId);
        (uint256 collateral, uint64 taken, address keeper) =
            IStakerRegistry(registry).makeGood(stakerId, sats, msg.sender);
        emit ShareReimbursed(reqId, share, collateral, taken, keeper == address(0));
        if (keeper == address(0)) IQpBTC(qpBTC).burn(taken);
        else IERC20(qpBTC).safeTransfer(keeper, taken);
        if (taken != sats) _placeAgain(reqId, withdrawal, sats - taken);
    }

    /// @dev Verifies the proof, finds the marking, and consumes the smallest output that pays enough.
    function _consume(uint256 reqId, uint8 share, Withdrawal storage withdrawal, uint64 sats, Proof calldata proof)
        private
        returns (bytes32 txid, uint32 vout, uint64 paid)
    {
        uint256 required = IDepositMinter(minter).confirmationsFor(sats);
        Inclusion memory inclusion = BitcoinProofs.verify(proof, IBitcoinRelay(relay), required);
        if (inclusion.work < required * _minBlockWork) {
            revert WithdrawalManager_NotEnoughWork(inclusion.work, required * _minBlockWork);
        }
        if (inclusion.height <= withdrawal.requestHeight) {
            revert WithdrawalManager_PaymentTooOld(inclusion.height, withdrawal.requestHeight);
        }
        txid = inclusion.txid;
        if (!_marked(proof.tx, markingOf(reqId, share))) revert WithdrawalManager_NotMarked(reqId, share);
        bool found;
        uint64 least = sats - withdrawal.maxFee;
        (found, vout, paid) = _smallest(proof.tx, txid, keccak256(_payoutScript(withdrawal)), least);
        if (!found) revert WithdrawalManager_NoSuchOutput(reqId, share, least);
        _consumed[_outpoint(txid, vout)] = true;
    }

    function _outpoint(bytes32 txid, uint32 vout) private pure returns (bytes32) {
        return keccak256(abi.encode(txid, vout));
    }

    function _marked(bytes calldata transaction, bytes memory marking) private pure returns (bool) {
        bytes[] memory payloads = BitcoinTx.opReturns(transaction);
        bytes32 wanted = keccak256(marking);
        for (uint256 i; i < payloads.length; ++i) {
            if (keccak256(payloads[i]) == wanted) return true;
        }
        return false;
    }

    function _smallest(bytes calldata transaction, bytes32 txid, bytes32 scriptHash, uint64 least)
        private
        view
        returns (bool found, uint32 vout, uint64 paid)
    {
        TxOutput[] memory outputs = BitcoinTx.outputs(transaction);
        for (uint256 i; i < outputs.length; ++i) {
            uint64 value = outputs[i].value;
            if (value < least || (found && value >= paid) || keccak256(outputs[i].script) != scriptHash) continue;
            if (_consumed[_outpoint(txid, uint32(i))]) continue;
            (found, vout, paid) = (true, uint32(i), value);
        }
    }
}
